package io.docket.eventstore.bench.loading;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.appends.BenchEvents;
import io.docket.eventstore.bench.appends.Filler;
import io.docket.eventstore.bench.commands.AxonOn;
import io.docket.eventstore.bench.load.Measured;
import io.docket.eventstore.bench.load.OpenLoop;
import io.docket.eventstore.bench.server.Folders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.config.Configuration;

/**
 * Latency of loading entities of ten events that no cache of this process holds, from logs of growing size: the index
 * was closed and opened again, and each load is of another entity. The operating system's page cache is not emptied.
 */
public final class ColdLoadBenchmark {
    private static final String TABLE = "Cold load, open loop";
    private static final int EVENTS_EACH = 10;
    private static final int PER_SECOND = 200;

    private ColdLoadBenchmark() {}

    public static void run(Session session) throws Exception {
        for (int size : session.options().numbers("sizes", List.of(100_000, 1_000_000))) {
            BenchLog log = session.log("cold");
            int accounts = size / EVENTS_EACH;
            long start = System.nanoTime();
            try (EventStore store = log.open("a")) {
                Filler filler = new Filler(store);
                for (int i = 0; i < accounts; i++) {
                    filler.write("c-" + i, EVENTS_EACH);
                }
                filler.finish();
            }
            double fillSeconds = (System.nanoTime() - start) / 1e9;
            try (EventStore store = log.open("a")) {
                Configuration axon = AxonOn.kafkaUncached(store);
                Loader loader = new Loader(axon);
                int perSecond = session.options().number("loads-per-second", PER_SECOND);
                Measured measured = new OpenLoop(
                                perSecond, session.warmUp(), session.measure(), session.broker()::processes)
                        .run(() -> loader.load(BenchEvents.stream(
                                "c-" + ThreadLocalRandom.current().nextInt(accounts))));
                Map<String, Object> figures = measured.figures();
                figures.put("events written per second", Math.round(size / fillSeconds));
                session.report().add(TABLE, "%,d events in the log".formatted(size), figures);
                axon.shutdown();
            }
            Folders.delete(log.folder().resolve(log.name()));
        }
    }
}
