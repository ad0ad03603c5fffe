package io.docket.eventstore.bench.loading;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.EngineSettings;
import io.docket.eventstore.axon.KafkaEventStorageEngine;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.appends.BenchEvents;
import io.docket.eventstore.bench.appends.Filler;
import io.docket.eventstore.bench.commands.Account;
import io.docket.eventstore.bench.commands.AccountTypes;
import io.docket.eventstore.bench.commands.AxonOn;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.json.JacksonSerializer;

/** CPU time of loading one entity, by the length of its history: cached, from a snapshot, from all of its events. */
public final class HistoryBenchmark {
    private static final String TABLE = "CPU of loading an entity";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int ROUNDS = 5;
    private static final int PER_APPEND = 500;

    private HistoryBenchmark() {}

    public static void run(Session session) throws Exception {
        List<Integer> lengths = session.options().numbers("history", List.of(10, 1_000, 100_000));
        try (EventStore store = session.log("history").open("a")) {
            lengths.forEach(length -> fill(store, length));
            Configuration cached = AxonOn.kafkaWithoutSnapshots(store);
            Configuration uncached = AxonOn.kafkaUncached(store);
            lengths.forEach(length -> measure(session, "cached", length, new Loader(cached)::load));
            lengths.forEach(length -> measure(session, "from all events", length, new Loader(uncached)::load));
            lengths.forEach(length -> measure(session, "twin: the data of its events read and folded", length, fold(length)));
            for (int behind : oldestFirst(session.options().numbers("after-snapshot", List.of(499, 9)))) {
                String how = "from a snapshot with %d behind it, not cached".formatted(behind);
                for (int length : lengths.stream().filter(length -> length > behind).toList()) {
                    storeSnapshot(store, length, behind);
                    measure(session, how, length, new Loader(uncached)::load);
                }
            }
            cached.shutdown();
            uncached.shutdown();
        }
    }

    private static void fill(EventStore store, int length) {
        String account = account(length);
        Filler filler = new Filler(store);
        var events = BenchEvents.history(account, length);
        for (int from = 0; from < length; from += PER_APPEND) {
            filler.write(account, events.subList(from, Math.min(length, from + PER_APPEND)));
        }
        filler.finish();
    }

    /** A snapshot takes the place of an older one alone. */
    private static List<Integer> oldestFirst(List<Integer> behind) {
        return behind.stream().sorted(Comparator.reverseOrder()).toList();
    }

    private static void storeSnapshot(EventStore store, int length, int behind) {
        KafkaEventStorageEngine engine =
                new KafkaEventStorageEngine(
                        EngineSettings.platform(store, new AccountTypes(), JacksonSerializer.defaultSerializer()));
        String id = BenchEvents.stream(account(length));
        engine.storeSnapshot(new GenericDomainEventMessage<>(
                Account.class.getSimpleName(), id, length - 1L - behind, Account.restored(id)));
    }

    /** The best of some rounds: whatever else runs on the machine adds to the others. */
    private static void measure(Session session, String how, int length, Consumer<String> load) {
        String id = BenchEvents.stream(account(length));
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, microsEach(load, id));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("CPU µs", best);
        session.report().add(TABLE, "%,d events, %s".formatted(length, how), figures);
    }

    private static double microsEach(Consumer<String> load, String id) {
        long until = System.nanoTime() + ROUND.toNanos();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long loads = 0;
        do {
            load.accept(id);
            loads++;
        } while (System.nanoTime() < until);
        return (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / loads;
    }

    /** What no store can do without: JSON to objects, one after the other into the entity. */
    private static Consumer<String> fold(int length) {
        var events = BenchEvents.history(account(length), length);
        return id -> {
            Account account = new Account();
            for (EventEnvelope event : events) {
                if (event.type().equals(AccountTypes.OPENED)) {
                    account.on(Json.read(event.data(), Account.Opened.class));
                } else {
                    account.on(Json.read(event.data(), Account.Credited.class));
                }
            }
        };
    }

    private static String account(int length) {
        return "history-" + length;
    }
}
