package io.docket.eventstore.bench.commands;

import com.zaxxer.hikari.HikariDataSource;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.load.ClosedLoop;
import io.docket.eventstore.bench.load.Measured;
import io.docket.eventstore.bench.server.Folders;
import io.docket.eventstore.bench.server.Postgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;

/** The same commands on the same entity under Axon: on this store, on PostgreSQL, in memory. */
public final class SideBySideBenchmark {
    private static final String TABLE = "Axon side by side, without outcome";

    private final Session session;
    private final List<Integer> inFlight;
    private final Map<Integer, Double> onKafka = new HashMap<>();

    private SideBySideBenchmark(Session session) {
        this.session = session;
        this.inFlight = session.options().numbers("in-flight", List.of(64, 1_024));
    }

    public static void run(Session session) throws Exception {
        SideBySideBenchmark benchmark = new SideBySideBenchmark(session);
        try (EventStore store = session.log("side").open("a")) {
            benchmark.measure("Kafka (this store)", AxonOn.kafka(store), session.broker()::processes);
        }
        Optional<Path> programs = Postgres.programs();
        if (programs.isPresent()) {
            benchmark.postgres(programs.get(), true, "PostgreSQL (JDBC)");
            benchmark.postgres(programs.get(), false, "PostgreSQL (JDBC), synchronous_commit=off");
        } else {
            session.report().remark("PostgreSQL is not installed here: no figures beside it.");
        }
        benchmark.measure("in memory (the ceiling)", AxonOn.memory(), Stream::empty);
    }

    private void postgres(Path programs, boolean synchronousCommit, String name) throws Exception {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "docket-bench-postgres-" + System.nanoTime());
        try (Postgres postgres = Postgres.start(programs, folder, synchronousCommit);
                HikariDataSource connections = postgres.connections()) {
            measure(name, AxonOn.database(connections), postgres::processes);
        } finally {
            Folders.delete(folder);
        }
    }

    private void measure(String name, Configuration axon, Supplier<Stream<ProcessHandle>> server)
            throws InterruptedException {
        Accounts accounts = Accounts.open(axon, false);
        for (int callers : inFlight) {
            Measured measured =
                    new ClosedLoop(callers, session.warmUp(), session.measure(), server).run(accounts::credit);
            onKafka.putIfAbsent(callers, measured.perSecond());
            Map<String, Object> figures = measured.figures();
            figures.put("this store / it", onKafka.get(callers) / measured.perSecond());
            session.report().add(TABLE, callers + " in flight, " + name, figures);
        }
        axon.shutdown();
    }
}
