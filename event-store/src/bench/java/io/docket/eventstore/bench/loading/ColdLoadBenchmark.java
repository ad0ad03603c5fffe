package io.docket.eventstore.bench.loading;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.appends.BenchEvents;
import io.docket.eventstore.bench.appends.Filler;
import io.docket.eventstore.bench.commands.AxonOn;
import io.docket.eventstore.bench.load.OpenLoop;
import io.docket.eventstore.bench.server.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.config.Configuration;

/**
 * Latency of loading entities of ten events that no cache of this process holds, from logs of growing size: the index
 * was closed and opened again, and each load is of another entity. Twin: RocksDB with as many values. The operating system's page cache is not emptied.
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
                Map<String, Object> figures = measure(session, account -> loader.load(BenchEvents.stream("c-" + account)), accounts);
                figures.put("events written per second", Math.round(size / fillSeconds));
                session.report().add(TABLE, "%,d events in the log".formatted(size), figures);
                axon.shutdown();
            }
            Path plain = log.folder().resolve(log.name()).resolve("plain");
            try (PlainRocks rocks = PlainRocks.filled(plain, accounts, EVENTS_EACH)) {
                session.report()
                        .add(TABLE, "twin: RocksDB alone, as many accounts", measure(session, rocks::load, accounts));
            }
            Folders.delete(log.folder().resolve(log.name()));
        }
    }

    /** Loads one account. */
    private interface Load {
        void run(int account) throws Exception;
    }

    private static Map<String, Object> measure(Session session, Load load, int accounts) throws InterruptedException {
        int perSecond = session.options().number("loads-per-second", PER_SECOND);
        return new OpenLoop(perSecond, session.warmUp(), session.measure(), session.broker()::processes)
                .run(() -> load.run(ThreadLocalRandom.current().nextInt(accounts)))
                .figures();
    }
}
