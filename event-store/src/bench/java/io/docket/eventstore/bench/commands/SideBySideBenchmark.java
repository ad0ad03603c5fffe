package io.docket.eventstore.bench.commands;

import com.zaxxer.hikari.HikariDataSource;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.load.ClosedLoop;
import io.docket.eventstore.bench.load.Measured;
import io.docket.eventstore.bench.server.Folders;
import io.docket.eventstore.bench.server.Postgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The same commands on the same entity under Axon: on this store, on PostgreSQL, in memory. They take turns, each round in
 * the reverse order of the one before; the first round, in which the JVM gets warm, does not count.
 */
public final class SideBySideBenchmark {
    private static final String TABLE = "Axon side by side, without outcome";
    private static final int ROUNDS = 3;

    private final Session session;

    private SideBySideBenchmark(Session session) {
        this.session = session;
    }

    public static void run(Session session) throws Exception {
        SideBySideBenchmark benchmark = new SideBySideBenchmark(session);
        try (EventStore store = session.log("side").open("a");
                Databases databases = new Databases()) {
            Accounts onKafka = Accounts.open(AxonOn.kafka(store), false);
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender("Kafka (this store)", () -> onKafka, session.broker()::processes));
            Optional<Path> programs = Postgres.programs();
            if (programs.isPresent()) {
                contenders.add(databases.start(programs.get(), true, "PostgreSQL (JDBC)"));
                contenders.add(
                        databases.start(programs.get(), false, "PostgreSQL (JDBC), synchronous_commit=off"));
            } else {
                session.report().remark("PostgreSQL is not installed here: no figures beside it.");
            }
            contenders.add(new Contender(
                    "in memory (the ceiling)", () -> Accounts.open(AxonOn.memory(), false), Stream::empty));
            for (int callers : session.options().numbers("in-flight", List.of(64, 1_024))) {
                benchmark.compare(contenders, callers);
            }
        }
    }

    private void compare(List<Contender> contenders, int callers) throws InterruptedException {
        for (int round = 0; round <= session.options().number("rounds", ROUNDS); round++) {
            for (Contender contender : round % 2 == 0 ? contenders : contenders.reversed()) {
                Measured measured = contender.measure(callers, session);
                if (round > 0) {
                    contender.rounds.add(measured);
                }
            }
        }
        double onKafka = contenders.getFirst().median().perSecond();
        for (Contender contender : contenders) {
            Map<String, Object> figures = contender.median().figures();
            figures.put("slowest round", Math.round(contender.rounds.getFirst().perSecond()));
            figures.put("fastest round", Math.round(contender.rounds.getLast().perSecond()));
            figures.put("this store / it", onKafka / contender.median().perSecond());
            session.report().add(TABLE, callers + " in flight, " + contender.name, figures);
            contender.rounds.clear();
        }
    }

    /** A store under Axon, and what its rounds measured. */
    private static final class Contender {
        private final String name;
        private final Supplier<Accounts> accounts;
        private final Supplier<Stream<ProcessHandle>> server;
        private final List<Measured> rounds = new ArrayList<>();

        /** @param accounts the accounts of a round: what is kept in memory is made anew, or it would fill the heap of the others */
        Contender(String name, Supplier<Accounts> accounts, Supplier<Stream<ProcessHandle>> server) {
            this.name = name;
            this.accounts = accounts;
            this.server = server;
        }

        Measured measure(int callers, Session session) throws InterruptedException {
            return new ClosedLoop(callers, session.warmUp(), session.measure(), server).run(accounts.get()::credit);
        }

        Measured median() {
            rounds.sort(Comparator.comparingDouble(Measured::perSecond));
            return rounds.get(rounds.size() / 2);
        }
    }

    /** PostgreSQL servers, until the end of the benchmark. */
    private static final class Databases implements Closeable {
        private final List<Closeable> open = new ArrayList<>();

        Contender start(Path programs, boolean synchronousCommit, String name) throws Exception {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"), "docket-bench-postgres-" + System.nanoTime());
            open.add(() -> Folders.delete(folder));
            Postgres postgres = Postgres.start(programs, folder, synchronousCommit);
            open.add(postgres::close);
            HikariDataSource connections = postgres.connections();
            open.add(connections::close);
            Accounts accounts = Accounts.open(AxonOn.database(connections), false);
            return new Contender(name, () -> accounts, postgres::processes);
        }

        @Override
        public void close() throws IOException {
            for (Closeable each : open.reversed()) {
                each.close();
            }
        }
    }
}
