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
import java.util.List;
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

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PairSteps steps = new PairSteps();
    private final Supplier<List<String>> instances;
    private final BooleanSupplier on;
    private final Tally tally;

    /**
     * @param instances addresses of those that may be asked now
     * @param on false as soon as it is to end
     */
    PairClient(Supplier<List<String>> instances, BooleanSupplier on, Tally tally) {
        this.instances = instances;
        this.on = on;
        this.tally = tally;
    }

    @Override
    public Void call() throws Exception {
        try (http) {
            for (int number = 0; on.getAsBoolean(); number++) {
                PairSteps.Step step = steps.step(number);
                JsonNode outcome = write(step);
                read(step.query().apply(outcome), outcome, number);
            }
        }
        return null;
    }

    private JsonNode write(PairSteps.Step step) throws InterruptedException {
        HttpRequest.Builder command = HttpRequest.newBuilder(
                        URI.create(Platform.gateway() + "/api/commands/" + step.command()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.bytes(step.payload())));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<byte[]> answer = answered(step.command(), command, deadline);
            if (answer != null) {
                return Json.tree(answer.body());
            }
        }
    }

    private void read(PairSteps.Query query, JsonNode outcome, int number) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = number / PairSteps.KINDS.size() + number; ; turn++) {
            List<String> asked = instances.get();
            String instance = asked.get(turn % asked.size());
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance + query.path()))
                    .header("Docket-After", outcome.path("position").asText());
            HttpResponse<byte[]> answer = answered(query.kind(), request, deadline);
            if (answer != null) {
                JsonNode found = Json.tree(answer.body());
                String source = found.path("source").asText();
                if (query.fresh().test(found)) {
                    tally.fresh(query.kind(), source, instance);
                } else {
                    tally.stale(
                            query.kind(),
                            source,
                            outcome + " at " + instance + query.path() + ": " + answer.statusCode() + ' ' + found);
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
}
