package io.docket.eventstore.bench.appends;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.load.ClosedLoop;
import io.docket.eventstore.bench.load.Measured;
import io.docket.eventstore.bench.load.Work;
import java.util.List;
import java.util.Map;

/** Appends to the store without Axon, against a plain idempotent producer with as many records in flight. */
public final class EngineBenchmark {
    private static final String TABLE = "Engine only, and its native twin";
    private static final int ROUNDS = 2;

    private EngineBenchmark() {}

    public static void run(Session session) throws Exception {
        BenchLog log = session.log("engine");
        try (EventStore store = log.open("a");
                RawProducer raw = new RawProducer(log)) {
            Appender appender = new Appender(store, "e-");
            for (int inFlight : session.options().numbers("in-flight", List.of(64, 256, 1_024))) {
                for (int round = 1; round <= session.options().number("rounds", ROUNDS); round++) {
                    Measured twin = measure(session, inFlight, raw::send);
                    Measured engine = measure(session, inFlight, appender::append);
                    String name = inFlight + " in flight, round " + round;
                    session.report().add(TABLE, name + ", raw producer", twin.figures());
                    Map<String, Object> figures = engine.figures();
                    figures.put("ratio", engine.perSecond() / twin.perSecond());
                    session.report().add(TABLE, name + ", EventStore.append", figures);
                }
            }
        }
    }

    private static Measured measure(Session session, int inFlight, Work work) throws InterruptedException {
        return new ClosedLoop(inFlight, session.warmUp(), session.measure(), session.broker()::processes).run(work);
    }
}
