package io.docket.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;

/** The processes of the local platform, as its supervisor writes them down. */
public final class Servers {
    private static final Duration RESTART = Duration.ofSeconds(120);

    private Servers() {}

    /** Ends the server's process at once, as a power cut would. */
    public static void kill(String server) {
        ProcessHandle process = ProcessHandle.of(pid(server)).orElseThrow();
        if (!process.info().startInstant().orElseThrow().equals(startedAt(server))) {
            throw new IllegalStateException(server + " is no longer process " + process.pid());
        }
        process.destroyForcibly();
    }

    /** Ends the server, which stays down until it is released; returns when it is down. To be released whatever comes. */
    public static void hold(String server) throws IOException {
        Path file = stopped(server);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Awaitility.await().atMost(RESTART).until(() -> status(server).equals("STOPPED"));
    }

    /** Starts a server that was held; returns when it is ready. One that was not is left alone. */
    public static void release(String server) throws IOException {
        if (Files.deleteIfExists(stopped(server))) {
            Awaitility.await().atMost(RESTART).until(() -> ready(server));
        }
    }

    private static Path stopped(String server) {
        return Platform.home().resolve("run/stopped").resolve(server);
    }

    /** Gives a service settings of a file of its own, which it reads at its next start; without any the file is gone. */
    public static void configure(String service, Map<String, String> settings) throws IOException {
        Path file = Platform.home().resolve("data").resolve(service).resolve("config/application.properties");
        if (settings.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
        }
    }

    /** Ends the server's process, and returns when it is ready again. */
    public static void restart(String server) {
        int restarts = restarts(server);
        kill(server);
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(RESTART)
                .until(() -> restarts(server) > restarts && ready(server));
    }

    /** Ends the service, and starts it with these settings of its own; returns when it is ready again. */
    public static void restart(String service, Map<String, String> settings) throws IOException {
        try {
            hold(service);
            configure(service, settings);
        } finally {
            release(service);
        }
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
        return status(server).equals("READY");
    }

    private static String status(String server) {
        return state(server).path("status").asText();
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
