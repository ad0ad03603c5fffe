package io.docket.projection.messaging;

import io.docket.contracts.position.Cursor;
import io.docket.projection.WriteLog;
import io.docket.projection.generations.ProjectionStatus;
import io.docket.projection.generations.Settings;
import io.docket.projection.history.lake.LakeReader;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.mongo.RawWrites;
import io.docket.projection.view.Projector;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Measures how long it takes to build every view anew from a whole log, beside the one that serves, and how long reading that log
 * and writing those documents take alone. Arguments: Kafka, and
 * cases to make up in each partition, or the name of a topic that is there, which is only read. The views are in a database of
 * their own on the MongoDB at {@code DOCKET_MONGO_URI}.
 */
final class RebuildRate {
    private static final double NANOS = 1e9;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int AT_ONCE = 125;
    private static final int DOCUMENTS_AT_ONCE = 1_000;
    private static final Duration READ_WAIT = Duration.ofMillis(200);

    private RebuildRate() {}

    public static void main(String[] arguments) throws Exception {
        String kafka = arguments[0];
        String database = "rebuild-rate-" + System.nanoTime();
        if (arguments[1].chars().allMatch(Character::isDigit)) {
            try {
                WriteLog.write(kafka, database, Integer.parseInt(arguments[1]), AT_ONCE);
                measure(kafka, database, database);
            } finally {
                WriteLog.drop(kafka, database);
            }
        } else {
            measure(kafka, arguments[1], database);
        }
        System.exit(0);
    }

    private static void measure(String kafka, String topic, String database) {
        long events = count(kafka, topic);
        Settings settings = new Settings(Duration.ofDays(1), Duration.ofSeconds(30), 5_000);
        try (Core core = new Core(kafka, topic, database, settings)) {
            Map<Integer, Long> ends = new KafkaLogReaders(kafka, topic, settings).ends();
            report(
                    "first filling",
                    events,
                    () -> ends.entrySet().stream()
                            .allMatch(end -> core.positions().getOrDefault(end.getKey(), 0L) >= end.getValue() - 1));
            core.generations().rebuild("all");
            double rebuilt = report(
                    "rebuild",
                    events,
                    () -> core.generations().statuses().stream().allMatch(status -> status.servingGeneration() == 2));
            core.generations().statuses().stream()
                    .map(ProjectionStatus::toString)
                    .forEach(System.out::println);
            System.out.println("views=" + core.generations().statuses().size());
            double seconds = twin(kafka, topic, database);
            System.out.printf("rebuild, of reading and writing alone: %.1f times%n", rebuilt / seconds);
        } finally {
            MongoStore.drop(database);
        }
    }

    /** What it takes at least: reads the log, and writes the documents that came out of it, once each. */
    private static double twin(String kafka, String topic, String database) {
        long began = System.nanoTime();
        long events = count(kafka, topic);
        double reading = (System.nanoTime() - began) / NANOS;
        double writing = 0;
        long documents = 0;
        try (MongoStore store = MongoStore.existing(database);
                MongoStore alone = new MongoStore()) {
            for (Projector projector : MongoStore.PROJECTORS) {
                long count = store.count(projector.view());
                System.out.printf("%s documents=%d%n", projector.view(), count);
                writing += RawWrites.again(store, projector.view(), alone, DOCUMENTS_AT_ONCE) / NANOS;
                documents += count;
            }
        }
        System.out.printf(
                "the log read alone events=%d seconds=%.1f, the documents written alone documents=%d seconds=%.1f%n",
                events, reading, documents, writing);
        return reading + writing;
    }

    private static long count(String kafka, String topic) {
        HistoryLog log = new KafkaHistoryLog(kafka, topic, LakeReader.NONE, new KafkaLogs(kafka, topic));
        try (HistoryLog.Reader reader = log.open(new Cursor(new long[0]))) {
            Cursor end = reader.end();
            long events = 0;
            while (!reader.place().equals(end)) {
                events += reader.read(READ_WAIT).size();
            }
            return events;
        }
    }

    private static double report(String name, long events, BooleanSupplier done) {
        long started = System.nanoTime();
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        double seconds = (System.nanoTime() - started) / NANOS;
        System.out.printf("%s events=%d seconds=%.1f eventsPerSecond=%.0f%n", name, events, seconds, events / seconds);
        return seconds;
    }
}
