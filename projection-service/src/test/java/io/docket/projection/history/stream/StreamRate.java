package io.docket.projection.history.stream;

import io.docket.contracts.position.Cursor;
import io.docket.projection.WriteLog;
import io.docket.projection.history.Filters;
import io.docket.projection.history.lake.LakeReader;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.messaging.KafkaHistoryLog;
import io.docket.projection.messaging.KafkaLogs;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Measures how fast the log of a tenant is streamed to nowhere. Arguments: Kafka, cases in each partition, rounds. */
final class StreamRate {
    private static final double NANOS = 1e9;
    private static final int AT_ONCE = 125;
    private static final Duration WAIT = Duration.ofMillis(200);

    private StreamRate() {}

    public static void main(String[] arguments) throws Exception {
        String kafka = arguments[0];
        String topic = "stream-rate-" + System.nanoTime();
        WriteLog.write(kafka, topic, Integer.parseInt(arguments[1]), AT_ONCE);
        try {
            HistoryLog log = new KafkaHistoryLog(kafka, topic, LakeReader.NONE, new KafkaLogs(kafka, topic));
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                stream(log);
                read(log);
            }
        } finally {
            WriteLog.drop(kafka, topic);
        }
        System.exit(0);
    }

    private static void stream(HistoryLog log) throws IOException {
        try (HistoryLog.Reader reader = log.open(new Cursor(new long[0]))) {
            Cursor end = reader.end();
            long started = System.nanoTime();
            long events = new LogStream(reader, Filters.of("acme")).writeUntil(end, OutputStream.nullOutputStream());
            report("stream", events, started);
        }
    }

    private static void read(HistoryLog log) {
        try (HistoryLog.Reader reader = log.open(new Cursor(new long[0]))) {
            Cursor end = reader.end();
            long started = System.nanoTime();
            long events = 0;
            while (!reader.place().equals(end)) {
                events += reader.read(WAIT).size();
            }
            report("records alone", events, started);
        }
    }

    private static void report(String what, long events, long started) {
        double seconds = (System.nanoTime() - started) / NANOS;
        System.out.printf("%s events=%d seconds=%.2f eventsPerSecond=%.0f%n", what, events, seconds, events / seconds);
    }
}
