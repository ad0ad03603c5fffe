package io.docket.eventstore.bench.takeover;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.appends.Filler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An instance in a process of its own, which can be killed. Its input is lines: {@code fill <events>} writes so many to
 * the partitions that it serves, and answers {@code filled}. It ends with its input.
 */
final class Instance {
    static final String READY = "ready";
    static final String FILLED = "filled";
    static final String FILL = "fill ";
    private static final int EVENTS_EACH = 10;

    private Instance() {}

    /** Arguments: address, name and folder of the log, session timeout in milliseconds. */
    public static void main(String[] arguments) throws IOException {
        BenchLog log = new BenchLog(arguments[0], arguments[1], Path.of(arguments[2]));
        Duration session = Duration.ofMillis(Long.parseLong(arguments[3]));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (EventStore store = KafkaEventStore.open(Sessions.config(log, "killed", session))) {
            BenchLog.awaitServing(store, log.events().partitions());
            System.out.println(READY);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                fill(store, Integer.parseInt(line.substring(FILL.length())));
                System.out.println(FILLED);
            }
        }
    }

    private static void fill(EventStore store, int events) {
        Filler filler = new Filler(store);
        int written = 0;
        for (int i = 0; written < events; i++) {
            String account = "t-" + i;
            if (Sessions.serves(store, store.partitionOf(account))) {
                filler.write(account, EVENTS_EACH);
                written += EVENTS_EACH;
            }
        }
        filler.finish();
    }
}
