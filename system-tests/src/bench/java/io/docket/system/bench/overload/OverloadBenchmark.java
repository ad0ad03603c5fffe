package io.docket.system.bench.overload;

import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Cases;
import io.docket.system.bench.load.Http;
import io.docket.system.bench.load.Latencies;
import io.docket.system.bench.load.Rate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Latency of accepted commands under five times the load that the platform can just carry, against that load itself.
 * Latency counts from when a command is sent, as a refused client comes back later and starts anew.
 */
public final class OverloadBenchmark implements Benchmark {
    private static final int CASES = 5_000;
    private static final int TIMES = 5;
    private static final int IN_FLIGHT = 64;
    private static final int MOST_UNDER_WAY = 4_000;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public Map<String, Object> run() {
        try (Http http = new Http("demo")) {
            Cases cases = Cases.open(http, CASES);
            closedLoop(http, cases, WARM_UP);
            int capacity = closedLoop(http, cases, MEASURED);
            Answers normal = new Answers();
            new Rate(capacity, MOST_UNDER_WAY).run(MEASURED, (i, due) -> normal.of(http, cases.update(i)));
            Answers overload = new Answers();
            new Rate(capacity * TIMES, MOST_UNDER_WAY).run(MEASURED, (i, due) -> overload.of(http, cases.update(i)));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("commands per second that it can just carry", capacity);
            normal.into(figures, "at that rate");
            overload.into(figures, "at " + TIMES + " times that rate");
            figures.put(
                    "p99 of accepted commands, overload to normal",
                    overload.accepted.millisAt(99) / normal.accepted.millisAt(99));
            return figures;
        }
    }

    /** Commands per second with so many in flight. */
    private static int closedLoop(Http http, Cases cases, Duration duration) {
        AtomicInteger sent = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        CompletableFuture<?>[] callers = new CompletableFuture<?>[IN_FLIGHT];
        for (int i = 0; i < IN_FLIGHT; i++) {
            callers[i] = new CompletableFuture<>();
            next(http, cases, sent, end, callers[i]);
        }
        CompletableFuture.allOf(callers).join();
        return (int) (sent.get() * 1e9 / (System.nanoTime() - start));
    }

    private static void next(Http http, Cases cases, AtomicInteger sent, long end, CompletableFuture<?> done) {
        if (System.nanoTime() > end) {
            done.complete(null);
            return;
        }
        http.send("update-case", cases.update(sent.getAndIncrement()))
                .whenCompleteAsync((answer, failure) -> next(http, cases, sent, end, done));
    }

    /** What came back. */
    private static final class Answers {
        private final Latencies accepted = new Latencies();
        private final Latencies refused = new Latencies();
        private final AtomicLong wrong = new AtomicLong();

        CompletableFuture<?> of(Http http, Map<String, ?> command) {
            long sent = System.nanoTime();
            return http.send("update-case", command).whenComplete((answer, failure) -> {
                long took = System.nanoTime() - sent;
                if (answer == null) {
                    wrong.incrementAndGet();
                } else if (answer.statusCode() == 200) {
                    accepted.add(took);
                } else if (isToldToComeBack(answer)) {
                    refused.add(took);
                } else {
                    wrong.incrementAndGet();
                }
            });
        }

        private static boolean isToldToComeBack(HttpResponse<?> answer) {
            boolean later = answer.statusCode() == 429 || answer.statusCode() == 503;
            return later && answer.headers().firstValue("Retry-After").isPresent();
        }

        void into(Map<String, Object> figures, String when) {
            accepted.into(figures, when + ", accepted");
            refused.into(figures, when + ", told to come back");
            figures.put(when + ", any other answer", wrong.get());
        }
    }
}
