package io.docket.projection.messaging;

import io.docket.projection.WriteLog;
import io.docket.projection.generations.ProjectionStatus;
import io.docket.projection.generations.Settings;
import io.docket.projection.mongo.MongoStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long it takes to build every view anew from a whole log, beside the one that serves. Arguments: Kafka,
 * cases in each partition. The MongoDB is that at {@code DOCKET_MONGO_URI}.
 */
final class RebuildRate {
    private static final double NANOS = 1e9;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int AT_ONCE = 125;

    private RebuildRate() {}

    public static void main(String[] arguments) throws Exception {
        String kafka = arguments[0];
        String topic = "rebuild-rate-" + System.nanoTime();
        long events = WriteLog.write(kafka, topic, Integer.parseInt(arguments[1]), AT_ONCE);
        Settings settings = new Settings(Duration.ofDays(1), Duration.ofSeconds(30), 5_000);
        try (Core core = new Core(kafka, topic, topic, settings)) {
            Map<Integer, Long> ends = new KafkaLogReaders(kafka, topic, settings).ends();
            report(
                    "first filling",
                    events,
                    () -> ends.entrySet().stream()
                            .allMatch(end -> core.positions().getOrDefault(end.getKey(), 0L) >= end.getValue() - 1));
            core.generations().rebuild("all");
            report(
                    "rebuild",
                    events,
                    () -> core.generations().statuses().stream().allMatch(status -> status.servingGeneration() == 2));
            core.generations().statuses().stream()
                    .map(ProjectionStatus::toString)
                    .forEach(System.out::println);
        } finally {
            try (MongoStore store = MongoStore.existing(topic)) {
                System.out.println(store.existing());
            }
            MongoStore.drop(topic);
            WriteLog.drop(kafka, topic);
        }
        System.exit(0);
    }

    private static void report(String name, long events, java.util.function.BooleanSupplier done) {
        long started = System.nanoTime();
        while (!done.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        double seconds = (System.nanoTime() - started) / NANOS;
        System.out.printf("%s events=%d seconds=%.1f eventsPerSecond=%.0f%n", name, events, seconds, events / seconds);
    }
}
