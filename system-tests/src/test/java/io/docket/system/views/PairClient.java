package io.docket.system.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.support.Platform;
import io.docket.system.support.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends a command, and at once asks one instance after the other for what it changed, with the position that the
 * command answered. What is told to come back is sent again, to the next instance.
 */
final class PairClient implements Callable<Void> {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int COMMANDS_OF_A_CASE = 10;
    private static final int MAX_FLOORS = 1_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String caseType;
    private final Supplier<List<String>> instances;
    private final BooleanSupplier on;
    private final Tally tally;
    private String caseId = "";

    /**
     * @param instances addresses of those that may be asked now
     * @param on false as soon as it is to end
     */
    PairClient(String caseType, Supplier<List<String>> instances, BooleanSupplier on, Tally tally) {
        this.caseType = caseType;
        this.instances = instances;
        this.on = on;
        this.tally = tally;
    }

    @Override
    public Void call() throws Exception {
        try (http) {
            for (int number = 0; on.getAsBoolean(); number++) {
                Written written = write(number);
                read(written, number);
            }
        }
        return null;
    }

    private Written write(int number) throws InterruptedException {
        int floors = 1 + number % MAX_FLOORS;
        Map<String, Object> payload = new HashMap<>(Map.of("data", Map.of("floors", floors)));
        boolean opens = number % COMMANDS_OF_A_CASE == 0;
        if (opens) {
            caseId = caseType + '-' + UUID.randomUUID();
            payload.put("caseType", caseType);
        }
        payload.put("caseId", caseId);
        String type = opens ? "open-case" : "update-case";
        HttpRequest.Builder command = HttpRequest.newBuilder(URI.create(Platform.gateway() + "/api/commands/" + type))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.bytes(payload)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<byte[]> answer = answered(type, command, deadline);
            if (answer != null) {
                JsonNode outcome = Json.tree(answer.body());
                return new Written(
                        caseId,
                        outcome.path("version").asLong(),
                        floors,
                        outcome.path("position").asText());
            }
        }
    }

    private void read(Written written, int number) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = number; ; turn++) {
            List<String> asked = instances.get();
            String instance = asked.get(turn % asked.size());
            HttpRequest.Builder query = HttpRequest.newBuilder(URI.create(instance + "/api/cases/" + written.caseId()))
                    .header("Docket-After", written.position());
            HttpResponse<byte[]> answer = answered("query", query, deadline);
            if (answer != null) {
                JsonNode found = Json.tree(answer.body());
                if (found.path("version").asLong() == written.version()
                        && found.at("/data/floors").asInt() == written.floors()) {
                    tally.fresh(instance);
                } else {
                    tally.stale(written + " at " + instance + ": " + answer.statusCode() + ' ' + found);
                }
                return;
            }
        }
    }

    /** The answer; absent if there is none yet, and it is to be sent again. A document that is not there is an answer. */
    private @Nullable HttpResponse<byte[]> answered(String what, HttpRequest.Builder request, long deadline)
            throws InterruptedException {
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(
                    request.setHeader("Authorization", "Bearer " + Tokens.of("demo"))
                            .timeout(ANSWER)
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException nobody) {
            comeBack(what, "nobody", 0, deadline);
            return null;
        }
        return switch (answer.statusCode()) {
            case 200, 201, 404 -> answer;
            case 504 -> comeBack(what, "504", 0, deadline);
            case 429, 503 -> {
                OptionalLong seconds = answer.headers().firstValueAsLong("Retry-After");
                String why = answer.statusCode() + (seconds.isPresent() ? "" : " of an instance that ends");
                yield comeBack(what, why, seconds.orElse(0), deadline);
            }
            default ->
                throw new AssertionError(what + " -> " + answer.statusCode() + ' ' + new String(answer.body(), UTF_8));
        };
    }

    private @Nullable HttpResponse<byte[]> comeBack(String what, String why, long seconds, long deadline) {
        tally.askedAgain(what + ' ' + why);
        if (System.nanoTime() > deadline) {
            throw new AssertionError(what + " was not answered within " + PATIENCE);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        return null;
    }

    /** A case as a command left it. */
    private record Written(String caseId, long version, int floors, String position) {}
}
