package io.docket.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;

/** The processes of the local platform, as its supervisor writes them down. */
public final class Servers {
    private Servers() {}

    /** Ends the server's process at once, as a power cut would. */
    public static void kill(String server) {
        ProcessHandle process = ProcessHandle.of(pid(server)).orElseThrow();
        if (!process.info().startInstant().orElseThrow().equals(startedAt(server))) {
            throw new IllegalStateException(server + " is no longer process " + process.pid());
        }
        process.destroyForcibly();
    }

    /** Id of the server's process. */
    public static long pid(String server) {
        return state(server).at("/process/pid").asLong();
    }

    /** How often the supervisor started it again. */
    public static int restarts(String server) {
        return state(server).path("restarts").asInt();
    }

    /** True while the supervisor finds it ready. */
    public static boolean ready(String server) {
        return state(server).path("status").asText().equals("READY");
    }

    private static Instant startedAt(String server) {
        return Instant.parse(state(server).at("/process/startedAt").asText());
    }

    private static JsonNode state(String server) {
        try {
            return Json.tree(Files.readAllBytes(Platform.home().resolve("run/state.json")))
                    .path("servers")
                    .path(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
