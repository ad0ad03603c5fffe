package io.docket.projection.cases;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.CaseEvent;
import io.docket.projection.Events;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.timeline.TimelineEvents;
import io.docket.projection.timeline.Timelines;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures how long it takes to see a case of so many events at a random version or moment, on the server at
 * {@code DOCKET_MONGO_URI}; beside it the plain read of its timeline's documents. Arguments: events, questions, and through how
 * many stages the case goes again and again: each of them is an entry in its document.
 */
final class PastCasesRate {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final double NANOS_PER_MILLI = 1e6;

    private PastCasesRate() {}

    public static void main(String[] arguments) {
        int events = Integer.parseInt(arguments[0]);
        int questions = Integer.parseInt(arguments[1]);
        int stages = Integer.parseInt(arguments[2]);
        try (MongoStore mongo = new MongoStore()) {
            List<LogEvent> log = longCase(events, stages);
            List<Instant> happened =
                    log.stream().map(event -> event.envelope().time()).toList();
            new Instance(mongo, (states, actors, next) -> Uni.createFrom().voidItem(), 1).apply(log, 500);
            Timelines timelines = new Timelines(mongo.documents());
            PastCases past = new PastCases(
                    new TimelineEvents(timelines, position -> Uni.createFrom().nothing()),
                    new CaseProjector(),
                    mongo.evictions());
            Random random = new Random(1);
            for (int round = 0; round < 3; round++) {
                String name = round == 0 ? "warming up, " : "";
                measure(
                        name + "timeline",
                        questions,
                        () -> timelines
                                .page("acme", new Subject("case", "c1"), false, null, events)
                                .await()
                                .atMost(TIMEOUT));
                measure(
                        name + "case at a version",
                        questions,
                        () -> find(past, new AsOf.Version(1 + random.nextInt(events))));
                measure(
                        name + "case at a moment",
                        questions,
                        () -> find(past, new AsOf.Moment(happened.get(random.nextInt(events)))));
            }
        }
        System.exit(0);
    }

    private static void find(PastCases past, AsOf asOf) {
        past.find("acme", "c1", asOf).await().atMost(TIMEOUT);
    }

    private static List<LogEvent> longCase(int events, int stages) {
        Events log = new Events("acme", 1);
        List<LogEvent> all = new ArrayList<>();
        all.add(log.next("case", "c1", "ann", new CaseEvent.Opened("loan", 1, "N", "Loan", "s0", null, null, null)));
        for (int i = 1; i < events; i++) {
            all.add(log.next("case", "c1", "ann", new CaseEvent.Moved("s" + (i - 1) % stages, "s" + i % stages)));
        }
        return all;
    }

    private static void measure(String name, int questions, Runnable question) {
        long[] nanos = new long[questions];
        for (int i = 0; i < questions; i++) {
            long start = System.nanoTime();
            question.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s p50=%.1fms p99=%.1fms%n",
                name, nanos[questions / 2] / NANOS_PER_MILLI, nanos[questions - 1 - questions / 100] / NANOS_PER_MILLI);
    }
}
