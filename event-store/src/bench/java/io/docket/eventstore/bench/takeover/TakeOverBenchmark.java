package io.docket.eventstore.bench.takeover;

import io.docket.contracts.topic.Topics;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.server.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Two instances share the partitions; one is killed (SIGKILL). How long until the other commits a command in
 * what it inherits. The session timeout, after which Kafka's group gives the partitions of a
 * silent member away, is stated beside the figure and not part of it.
 */
public final class TakeOverBenchmark {
    private static final String TABLE = "Take-over after kill -9";
    private static final Duration SESSION = Duration.ofSeconds(3);
    private static final List<Heir> HEIRS = List.of(Heir.COLD, Heir.WARM);

    private final Session session;
    private final BenchLog log;
    private final Heir kind;
    private final int events;

    private TakeOverBenchmark(Session session, Heir kind, int events) {
        this.session = session;
        this.kind = kind;
        this.log = session.log("take-over");
        this.events = events;
    }

    public static void run(Session session) throws Exception {
        for (Heir kind : HEIRS) {
            for (int events : session.options().numbers("moved-events", List.of(0, 100_000, 1_000_000))) {
                new TakeOverBenchmark(session, kind, events).run();
            }
        }
    }

    private void run() throws Exception {
        Process victim = Java.start(
                Instance.class,
                log.address(),
                log.name(),
                log.folder().toString(),
                Long.toString(SESSION.toMillis()));
        try (BufferedReader answers = victim.inputReader(StandardCharsets.UTF_8)) {
            await(answers, Instance.READY);
            try (EventStore heir = KafkaEventStore.open(kind.settings().apply(Sessions.config(log, "heir", SESSION)))) {
                BenchLog.awaitServing(heir, Topics.PARTITIONS / 2);
                List<Integer> moved = IntStream.range(0, Topics.PARTITIONS)
                        .filter(partition -> !Sessions.serves(heir, partition))
                        .boxed()
                        .toList();
                victim.outputWriter(StandardCharsets.UTF_8)
                        .append(Instance.FILL + events + "\n")
                        .flush();
                await(answers, Instance.FILLED);
                if (kind.warm()) {
                    Sessions.awaitWarm(heir, moved);
                }
                report(new TakeOver(heir, moved).after(victim), PlainReader.seconds(log, moved));
            }
        } finally {
            victim.destroyForcibly();
        }
    }

    private static void await(BufferedReader answers, String expected) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.equals(expected)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the instance ended before it said '" + expected + "'");
        }
    }

    private void report(TakeOver.Times times, double plain) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("session timeout s", SESSION.toMillis() / 1e3);
        figures.put("partitions assigned after s", times.assignedNanos() / 1e9);
        figures.put("first command after s", times.firstNanos() / 1e9);
        figures.put("without session timeout s", (times.firstNanos() - SESSION.toNanos()) / 1e9);
        figures.put("last partition, without it s", (times.lastNanos() - SESSION.toNanos()) / 1e9);
        figures.put("plain consumer of the same partitions s", plain);
        session.report().add(TABLE, "%s, %,d events in the moved partitions".formatted(kind.name(), events), figures);
    }
}
