package io.docket.eventstore.bench.commands;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.load.ClosedLoop;
import io.docket.eventstore.bench.load.Measured;
import io.docket.eventstore.bench.load.OpenLoop;
import java.util.List;
import java.util.Map;
import org.axonframework.config.Configuration;

/** Axon command to committed, on this store: so many in flight, and at a rate; with and without an outcome. */
public final class CommandBenchmark {
    private static final String TABLE = "Axon command to committed";
    private static final double SHARE_OF_THROUGHPUT = 0.7;

    private final Session session;
    private final EventStore store;
    private final Accounts accounts;
    private final String with;

    private CommandBenchmark(Session session, EventStore store, Accounts accounts, String with) {
        this.session = session;
        this.store = store;
        this.accounts = accounts;
        this.with = with;
    }

    public static void run(Session session) throws Exception {
        List<Integer> inFlight = session.options().numbers("in-flight", List.of(1, 64, 256, 1_024));
        run(session, inFlight, true);
        if (!session.options().is("outcomes-only")) {
            run(session, inFlight, false);
        }
    }

    private static void run(Session session, List<Integer> inFlight, boolean withOutcome) throws Exception {
        try (EventStore store = session.log("commands").open("a")) {
            Configuration axon = AxonOn.kafka(store);
            Accounts accounts = Accounts.open(axon, withOutcome);
            CommandBenchmark benchmark =
                    new CommandBenchmark(session, store, accounts, withOutcome ? "with outcome" : "without outcome");
            for (int callers : inFlight) {
                Measured closed = benchmark.inFlight(callers);
                if (callers == 64) {
                    int otherwise = (int) (closed.perSecond() * SHARE_OF_THROUGHPUT);
                    benchmark.atRate(session.options().number("rate", otherwise));
                }
            }
            axon.shutdown();
        }
    }

    private Measured inFlight(int callers) throws InterruptedException {
        long offsets = BenchLog.offsets(store);
        long commands = accounts.credited();
        Measured measured = new ClosedLoop(
                        callers, session.warmUp(), session.measure(), session.broker()::processes)
                .run(accounts::credit);
        long events = accounts.credited() - commands;
        long transactions = BenchLog.offsets(store) - offsets - events;
        Map<String, Object> figures = measured.figures();
        figures.put("events a transaction", events / (double) Math.max(1, transactions));
        session.report().add(TABLE, callers + " in flight, " + with, figures);
        return measured;
    }

    private void atRate(int perSecond) throws InterruptedException {
        Measured measured = new OpenLoop(
                        Math.max(1, perSecond), session.warmUp(), session.measure(), session.broker()::processes)
                .run(accounts::credit);
        session.report().add(TABLE, "at " + perSecond + "/s (open loop), " + with, measured.figures());
    }
}
