package io.docket.system.bench.overload;

import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Cases;
import io.docket.system.bench.load.Http;
import io.docket.system.bench.load.Latencies;
import io.docket.system.bench.load.Rate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Latency of accepted commands under five times a load that the platform carries with ease, against that load itself.
 * Both come at a rate, whether earlier commands are answered or not; latency counts from when a command was due.
 */
public final class OverloadBenchmark implements Benchmark {
    private static final int CASES = 5_000;
    private static final double SHARE_OF_CAPACITY = 0.6;
    private static final int TIMES = 5;
    private static final int IN_FLIGHT = 64;
    private static final int ACCEPTED = 200;
    private static final int MOST_UNDER_WAY = 4_000;
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public Map<String, Object> run() {
        try (Http client = new Http("demo", MOST_UNDER_WAY)) {
            Cases cases = Cases.open(client, CASES);
            closedLoop(client, cases, WARM_UP);
            int capacity = closedLoop(client, cases, MEASURED);
            int normalRate = (int) (capacity * SHARE_OF_CAPACITY);
            offer(client, cases, normalRate * TIMES, MEASURED);
            Answers normal = offer(client, cases, normalRate, MEASURED);
            Answers overload = offer(client, cases, normalRate * TIMES, MEASURED);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("commands per second with " + IN_FLIGHT + " in flight", capacity);
            normal.into(figures, "at 60 % of it");
            overload.into(figures, "at " + TIMES + " times that rate");
            figures.put(
                    "p99 of accepted commands, overload to normal",
                    overload.accepted.millisAt(99) / normal.accepted.millisAt(99));
            return figures;
        }
    }

    private static Answers offer(Http client, Cases cases, int perSecond, Duration duration) {
        Answers answers = new Answers();
        new Rate(perSecond, MOST_UNDER_WAY).run(duration, (i, due) -> answers.of(client.send("update-case", cases.update(i)), due));
        answers.end();
        return answers;
    }

    /** Commands accepted per second with so many in flight; a caller that is refused comes back when it was told to. */
    private static int closedLoop(Http client, Cases cases, Duration duration) {
        Loop loop = new Loop(client, cases, System.nanoTime() + duration.toNanos());
        CompletableFuture<?>[] callers = new CompletableFuture<?>[IN_FLIGHT];
        for (int i = 0; i < IN_FLIGHT; i++) {
            callers[i] = new CompletableFuture<>();
            loop.next(callers[i]);
        }
        CompletableFuture.allOf(callers).join();
        return (int) (loop.accepted.get() / (duration.toMillis() / 1e3));
    }

    private record Loop(
            Http client, Cases cases, long end, AtomicInteger sent, AtomicInteger accepted) {
        private static final Executor WHEN_TOLD_TO = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

        Loop(Http client, Cases cases, long end) {
            this(client, cases, end, new AtomicInteger(), new AtomicInteger());
        }

        void next(CompletableFuture<?> done) {
            if (System.nanoTime() > end) {
                done.complete(null);
                return;
            }
            client.send("update-case", cases.update(sent.getAndIncrement())).whenComplete((answer, failure) -> {
                if (answer != null && answer.status() == ACCEPTED) {
                    accepted.incrementAndGet();
                    next(done);
                } else {
                    WHEN_TOLD_TO.execute(() -> next(done));
                }
            });
        }
    }

    /** What came back. */
    private static final class Answers {
        private final Latencies accepted = new Latencies();
        private final Latencies refused = new Latencies();
        private final AtomicLong wrong = new AtomicLong();
        private final long start = System.nanoTime();
        private double seconds;

        CompletableFuture<?> of(CompletableFuture<Http.Answer> answered, long due) {
            return answered.whenComplete((answer, failure) -> {
                long took = System.nanoTime() - due;
                if (answer == null) {
                    wrong.incrementAndGet();
                } else if (answer.status() == ACCEPTED) {
                    accepted.add(took);
                } else if (answer.isToldToComeBack()) {
                    refused.add(took);
                } else {
                    wrong.incrementAndGet();
                }
            });
        }

        void end() {
            seconds = (System.nanoTime() - start) / 1e9;
        }

        void into(Map<String, Object> figures, String when) {
            long all = accepted.count() + refused.count() + wrong.get();
            figures.put(when + ", offered per second", all / seconds);
            figures.put(when + ", accepted per second", accepted.count() / seconds);
            accepted.into(figures, when + ", accepted");
            refused.into(figures, when + ", told to come back");
            figures.put(when + ", any other answer", wrong.get());
        }
    }
}
