package io.docket.notification.live;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.notification.Events;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.filter.Access;
import io.docket.notification.log.CachedLogReader;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.ReadCache;
import io.docket.notification.log.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that come, stall, leave and come back with their cursor while the log grows and a small tail forgets: under every
 * schedule, each has got exactly the events of its filter, in the order of each partition. A seed reproduces a run.
 */
class DeliverySimulationTest {
    private static final int PARTITIONS = 3;
    private static final int STEPS = 1_500;
    private static final int CLIENTS = 5;
    private static final int MAX_ROUNDS = 1_000;

    static List<Long> seeds() {
        return new Random(42).longs(150).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_client_gets_each_event_of_its_filter_once_and_in_order(long seed) throws InvalidFilterException {
        Run run = new Run(seed);
        for (int step = 0; step < STEPS; step++) {
            run.step();
        }

        run.settle();

        run.clients.forEach(Client::check);
        assertThat(run.log.reads).as("the log was read, not only the tail").isPositive();
    }

    private static final class Run {
        final Random random;
        final FactBook facts = MemoryFacts.book(100);
        final SimulatedLog log;
        final SimulatedTurns turns;
        final LiveLog live = new LiveLog(new Tail(25, 1_000_000));
        final Deliveries deliveries;
        final long[] next = new long[PARTITIONS];
        final List<LoggedEvent> pending = new ArrayList<>();
        final List<LoggedEvent> all = new ArrayList<>();
        final List<Client> clients = new ArrayList<>();

        Run(long seed) throws InvalidFilterException {
            random = new Random(seed);
            log = new SimulatedLog(PARTITIONS, random);
            turns = new SimulatedTurns(random);
            ReadCache cache = new ReadCache(50_000);
            deliveries = new Deliveries(live, new Readers(() -> new CachedLogReader(log, cache)), turns, new NoMeter());
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(new Client(this, client % 2 == 0 ? "{}" : "{\"subject\":\"case/" + client + "\"}"));
            }
        }

        void step() {
            Client client = clients.get(random.nextInt(CLIENTS));
            switch (random.nextInt(8)) {
                case 0, 1 -> commit();
                case 2, 3 -> tail(random.nextInt(6));
                case 4, 5 -> turns.runOne();
                case 6 -> client.read(random.nextInt(12));
                default -> {
                    if (random.nextInt(10) == 0) {
                        client.reconnect();
                    }
                }
            }
        }

        void settle() {
            tail(pending.size());
            for (int round = 0;
                    round < MAX_ROUNDS && clients.stream().anyMatch(client -> !client.isComplete());
                    round++) {
                clients.forEach(client -> client.read(10));
                turns.runAll();
            }
        }

        private void commit() {
            int partition = random.nextInt(PARTITIONS);
            // a commit marker takes the offset after an event
            next[partition] += 2 + random.nextInt(3);
            var moved = envelope("acme", "case/" + random.nextInt(4), new CaseEvent.Moved("a", "b"));
            LoggedEvent event = Events.logged(facts, partition, next[partition], moved);
            log.add(event);
            all.add(event);
            pending.add(event);
        }

        private void tail(int count) {
            List<LoggedEvent> batch = pending.subList(0, Math.min(count, pending.size()));
            live.append(batch);
            batch.clear();
        }
    }

    private static final class Client {
        final Run run;
        final Filter filter;
        final List<RecordingSink> sinks = new ArrayList<>();
        final List<LoggedEvent> got = new ArrayList<>();
        final List<String> cursors = new ArrayList<>();
        Subscription subscription;

        Client(Run run, String json) throws InvalidFilterException {
            this.run = run;
            this.filter =
                    FilterCompiler.compile(Json.tree(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)), DEMO);
            this.subscription = subscribe(run.random.nextBoolean() ? new From.Now() : new From.Earliest());
        }

        RecordingSink sink() {
            return sinks.getLast();
        }

        void read(int room) {
            sink().room = Math.min(10, sink().room + room);
            if (sink().refusedRoom && sink().room > 0) {
                sink().refusedRoom = false;
                run.deliveries.resume(subscription);
            }
        }

        void reconnect() {
            run.deliveries.end(subscription);
            collect();
            subscription = subscribe(cursors.isEmpty() ? new From.Earliest() : From.parse(cursors.getLast()));
        }

        boolean isComplete() {
            return got.size() + sink().events.size() == expected().size();
        }

        void check() {
            collect();
            assertThat(sinks).allSatisfy(sink -> assertThat(sink.ended).isNull());
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(positions(got, partition)).isEqualTo(positions(expected(), partition));
            }
            Offsets before = Offsets.zero();
            for (String cursor : cursors) {
                Offsets after = Offsets.of(Cursor.parse(cursor));
                assertThat(after.covers(before)).as("cursors never go back").isTrue();
                before = after;
            }
        }

        private void collect() {
            got.addAll(sink().events);
            cursors.addAll(sink().cursors);
            sink().events.clear();
            sink().cursors.clear();
        }

        private Subscription subscribe(From from) {
            sinks.add(new RecordingSink(run.random.nextInt(5)));
            return run.deliveries.subscribe(filter, Access.of(DEMO), sink(), from);
        }

        private List<LoggedEvent> expected() {
            return run.all.stream().filter(filter::matches).toList();
        }

        private static List<Long> positions(List<LoggedEvent> events, int partition) {
            return events.stream()
                    .filter(event -> event.position().partition() == partition)
                    .map(event -> event.position().offset())
                    .toList();
        }
    }
}
