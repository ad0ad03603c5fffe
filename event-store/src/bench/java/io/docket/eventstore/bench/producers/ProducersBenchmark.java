package io.docket.eventstore.bench.producers;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.load.ClosedLoop;
import io.docket.eventstore.bench.load.Measured;
import io.docket.eventstore.bench.producers.Succession.Beginning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One transactional producer per partition against one per instance with the group's metadata (exactly-once v2). Both
 * with the engine's records (an event and an outcome an append), the engine's gathering and a version check in memory;
 * neither with an index.
 */
public final class ProducersBenchmark {
    private static final String TABLE = "Transactional producers";
    private static final String SUCCESSION = "Killed within a transaction";

    /** Both variants are tuned with the same limits of gathering. */
    private static final Gathering GATHERING = new Gathering(Duration.ZERO, Duration.ofMillis(20));

    private ProducersBenchmark() {}

    public static void run(Session session) throws Exception {
        BenchLog log = session.log("producers");
        log.open("creates-the-topics").close();
        try (Variant perPartition = Variant.perPartition(log, GATHERING);
                Variant perInstance = Variant.perInstance(log, GATHERING)) {
            for (int inFlight : session.options().numbers("in-flight", List.of(1, 16, 64, 256, 1_024))) {
                Measured partition = measure(session, inFlight, "per partition", perPartition, 0);
                measure(session, inFlight, "per instance", perInstance, partition.perSecond());
            }
        }
        succession(session);
    }

    private static Measured measure(Session session, int inFlight, String name, Variant variant, double other)
            throws InterruptedException {
        long transactions = variant.transactions();
        long start = System.nanoTime();
        Measured measured = new ClosedLoop(
                        inFlight, session.warmUp(), session.measure(), session.broker()::processes)
                .run(variant::append);
        double perSecond = (variant.transactions() - transactions) * 1e9 / (System.nanoTime() - start);
        Map<String, Object> figures = measured.figures();
        figures.put("transactions per second", perSecond);
        if (other > 0) {
            figures.put("instance / partition", measured.perSecond() / other);
        }
        session.report().add(TABLE, inFlight + " in flight, " + name, figures);
        return measured;
    }

    private static void succession(Session session) throws Exception {
        BenchLog log = session.log("succession");
        try (EventStore creator = log.open("creates-the-topics")) {
            session.report()
                    .remark("Transaction timeout of a killed writer: " + Producers.TRANSACTION_TIMEOUT.toSeconds()
                            + " s. Partitions of the log: " + creator.partitions().size() + ".");
        }
        int partition = 0;
        for (Beginning beginning : Beginning.values()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("written and readable after s", new Succession(log, partition++).nanos(beginning) / 1e9);
            session.report().add(SUCCESSION, name(beginning), figures);
        }
    }

    private static String name(Beginning beginning) {
        return switch (beginning) {
            case SAME_ID -> "id per partition: the successor takes the id";
            case OWN_ID -> "id per instance: the broker's time-out";
            case OWN_ID_AFTER_FENCING -> "id per instance: the successor fences the dead id";
        };
    }
}
