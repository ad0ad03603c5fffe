package io.docket.system.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Cases;
import io.docket.system.bench.load.Http;
import io.docket.system.bench.load.Latencies;
import io.docket.system.bench.load.Rate;
import io.docket.system.support.LiveSubscriber;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * From the answer to a command until a subscriber has its event, and until a query shows it, at a steady rate of
 * commands. Every command is awaited on the websocket, every tenth is asked for with {@code Docket-After}. Twins, in the same
 * run: a plain consumer of the topic, and the query alone.
 */
public final class LatencyBenchmark implements Benchmark {
    private static final int COMMANDS_PER_SECOND = 500;
    private static final int QUERY_EVERY = 10;
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int CASES = 5_000;
    private static final Duration WARM_UP = Duration.ofMinutes(5);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 100_000_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Map<String, Object> run() {
        Seen seen = new Seen();
        try (Http http = new Http("demo", MOST_UNDER_WAY);
                LiveSubscriber subscriber = new LiveSubscriber("demo", seen::onSocket)) {
            Cases cases = Cases.open(http, CASES);
            subscriber.subscribe("s", Map.of("caseType", List.of(cases.type())), "now");
            Awaitility.await().atMost(PATIENCE).until(() -> subscriber.subscribed("s"));
            Rate rate = new Rate(COMMANDS_PER_SECOND, MOST_UNDER_WAY);
            Seen warmUp = new Seen();
            rate.run(WARM_UP, (i, due) -> send(http, cases, i, due, warmUp));
            Seen measured = new Seen();
            try (PlainTail tail = new PlainTail()) {
                rate.run(MEASURED, (i, due) -> send(http, cases, i, due, measured));
                measured.awaitOn(seen.socket);
                measured.awaitOn(tail.seen());
                return figures(measured, seen.socket, tail.seen());
            }
        }
    }

    private static CompletableFuture<?> send(Http http, Cases cases, int i, long due, Seen of) {
        return http.send("update-case", cases.update(i)).thenCompose(answer -> {
            long answered = System.nanoTime();
            if (answer.status() != 200) {
                of.refused.add(answered - due);
                return CompletableFuture.completedFuture(answer);
            }
            JsonNode body = Json.tree(answer.body());
            of.commands.add(answered - due);
            body.path("events").forEach(event -> of.answered.put(event.path("id").asText(), answered));
            if (i % QUERY_EVERY != 0) {
                return CompletableFuture.completedFuture(answer);
            }
            long version = body.path("version").asLong();
            CompletableFuture<?> unaware = http.get("/api/cases/" + cases.ids().get((i + CASES / 2) % CASES))
                    .thenAccept(view -> of.unaware.add(System.nanoTime() - answered));
            return http.after(
                            body.path("position").asText(),
                            "/api/cases/" + body.path("id").asText())
                    .whenComplete((view, failure) -> of.onView(view, version, answered))
                    .thenCombine(unaware, (view, ignored) -> view);
        });
    }

    private static Map<String, Object> figures(Seen measured, Map<String, Long> onSocket, Map<String, Long> onTail) {
        Latencies socket = measured.untilSeen(onSocket);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("commands per second", COMMANDS_PER_SECOND);
        measured.commands.into(figures, "command, due to answered");
        figures.put("commands not accepted", measured.refused.count());
        socket.into(figures, "answered to event on the websocket");
        measured.untilSeen(onTail).into(figures, "twin: answered to event at a plain consumer of the topic");
        figures.put("events that the websocket missed", measured.answered.size() - socket.count());
        measured.view.into(figures, "answered to visible in a query");
        measured.unaware.into(figures, "twin: the same query of another case, which waits for nothing");
        figures.put("queries that were stale or failed", measured.stale.count());
        return figures;
    }

    /** When things were seen. */
    private static final class Seen {
        private final Map<String, Long> answered = new ConcurrentHashMap<>();
        private final Map<String, Long> socket = new ConcurrentHashMap<>();
        private final Latencies commands = new Latencies();
        private final Latencies refused = new Latencies();
        private final Latencies view = new Latencies();
        private final Latencies stale = new Latencies();
        private final Latencies unaware = new Latencies();

        /** From the answers to when their events were seen there. */
        Latencies untilSeen(Map<String, Long> there) {
            Latencies latencies = new Latencies();
            answered.forEach((event, since) -> {
                Long at = there.get(event);
                if (at != null) {
                    latencies.add(at - since);
                }
            });
            return latencies;
        }

        /** Waits until the events are on the websocket, but not for ever: it may have been cut off. */
        void awaitOn(Map<String, Long> socket) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!socket.keySet().containsAll(answered.keySet()) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        void onSocket(JsonNode frame) {
            socket.put(frame.path("event").path("id").asText(), System.nanoTime());
        }

        void onView(Http.Answer shown, long version, long since) {
            boolean fresh = shown != null
                    && shown.status() == 200
                    && Json.tree(shown.body()).path("version").asLong() >= version;
            (fresh ? view : stale).add(System.nanoTime() - since);
        }
    }
}
