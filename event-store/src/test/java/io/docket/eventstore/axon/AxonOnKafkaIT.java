package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Events;
import io.docket.eventstore.InvalidStreamException;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.TestLog;
import io.docket.eventstore.UnreadableEventException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AxonOnKafkaIT {
    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(2);
    private final AtomicReference<Thread> handledOn = new AtomicReference<>();
    private EventStore store;
    private Configuration axon;

    @BeforeEach
    void start() {
        store = log.open(dataDir);
        axon = start(store);
    }

    private Configuration start(EventStore on) {
        return start(on, AggregateSettings.DEFAULT);
    }

    private static Configuration start(EventStore on, AggregateSettings settings) {
        return AxonWiring.configurer(on, new Account.Types())
                .configureAggregate(AxonWiring.aggregate(Account.class, AggregateCache.of(on, 1_000), settings))
                .start();
    }

    @AfterEach
    void close() {
        axon.shutdown();
        log.close();
    }

    @Test
    void a_command_becomes_events_with_a_full_envelope() {
        send(new Account.Open(Account.idOf("a")));

        send(new Account.Count(Account.idOf("a"), 0));

        List<EventEnvelope> events =
                store.read(Account.idOf("a"), 1).map(StoredEvent::event).toList();
        assertThat(events)
                .extracting(EventEnvelope::type)
                .containsExactly("test.account.opened.v1", "test.account.counted.v1");
        assertThat(events).extracting(EventEnvelope::sequence).containsExactly(1L, 2L);
        assertThat(events.getLast().actor()).isEqualTo("alice");
        assertThat(events.getLast().commandId()).isEqualTo("command-1");
        assertThat(events.getLast().id()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*");
    }

    @Test
    void an_aggregate_is_sourced_again_after_a_restart() {
        send(new Account.Open(Account.idOf("a")));
        IntStream.range(0, 10).forEach(i -> send(new Account.Count(Account.idOf("a"), i)));
        axon.shutdown();
        store.close();

        store = log.open(dataDir);
        axon = start(store);

        assertThat(send(new Account.Count(Account.idOf("a"), 10))).isEqualTo(11);
    }

    @Test
    void concurrent_commands_on_one_aggregate_are_handled_one_after_the_other() {
        send(new Account.Open(Account.idOf("a")));

        int commands = 50;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Object>> counts = IntStream.range(0, commands)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> send(new Account.CountOn(Account.idOf("a"))), threads))
                    .toList();

            assertThat(counts.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, commands).boxed().toList());
        }
        assertThat(store.head(Account.idOf("a"))).isEqualTo(1 + commands);
    }

    @Test
    void an_outcome_is_committed_with_the_events_and_positions_are_left_behind() {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(message(new Account.Open(Account.idOf("a"))));
        PendingOutcome.register(unitOfWork, events -> Events.outcome("k-" + events.size()));
        axon.eventStore().publish(opened("a", 0), opened("a", 1));

        unitOfWork.commit();

        CommittedAppend committed = CommittedAppend.of(unitOfWork).orElseThrow();
        assertThat(committed.events()).hasSize(2);
        assertThat(store.outcome("acme", "k-2").orElseThrow().position())
                .isEqualTo(committed.events().getLast().position());
    }

    @Test
    void a_wrong_sequence_is_axons_concurrency_exception() {
        EventStorageEngine engine = engine();
        engine.appendEvents(opened("a", 0));

        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(() -> engine.appendEvents(opened("a", 0)));
    }

    @Test
    void events_of_two_roots_in_one_unit_of_work_are_one_clear_error() {
        assertThatExceptionOfType(SeveralRootsException.class)
                .isThrownBy(() -> engine().appendEvents(opened("a", 0), opened("b", 0)))
                .withMessageContaining("events of one root");
    }

    @Test
    void a_snapshot_is_read_back() {
        EventStorageEngine engine = engine();
        engine.appendEvents(opened("a", 0));

        engine.storeSnapshot(new GenericDomainEventMessage<>("account", Account.idOf("a"), 0, new Account.Counted(7)));

        Optional<DomainEventMessage<?>> snapshot = engine.readSnapshot(Account.idOf("a"));
        assertThat(snapshot.orElseThrow().getPayload()).isEqualTo(new Account.Counted(7));
        assertThat(engine.readSnapshot(Account.idOf("b"))).isEmpty();
    }

    @Test
    void a_snapshot_is_taken_unasked_and_what_is_loaded_from_it_goes_on_as_before() {
        AggregateSettings often = AggregateSettings.DEFAULT.withSnapshotEvery(3);
        axon.shutdown();
        axon = start(store, often);
        send(new Account.Open(Account.idOf("a")));
        for (int count = 0; count < 4; count++) {
            send(new Account.Count(Account.idOf("a"), count));
        }
        await().until(() -> store.snapshot(Account.idOf("a")) != null);

        axon.shutdown();
        axon = start(store, often);

        assertThat(send(new Account.Count(Account.idOf("a"), 4))).isEqualTo(5);
        assertThat(store.head(Account.idOf("a"))).isEqualTo(6);
    }

    @Test
    void a_rejected_command_writes_nothing() {
        send(new Account.Open(Account.idOf("a")));

        assertThatIllegalStateException().isThrownBy(() -> send(new Account.Count(Account.idOf("a"), 5)));

        assertThat(store.head(Account.idOf("a"))).isEqualTo(1);
        assertThat(send(new Account.Count(Account.idOf("a"), 0))).isEqualTo(1);
    }

    @Test
    void of_a_handler_that_throws_nothing_is_written_and_the_next_command_is_fine() {
        send(new Account.Open(Account.idOf("a")));

        assertThatIllegalStateException().isThrownBy(() -> send(new Account.Break(Account.idOf("a"))));

        assertThat(store.head(Account.idOf("a"))).isEqualTo(1);
        assertThat(send(new Account.Count(Account.idOf("a"), 0))).isEqualTo(1);
    }

    @Test
    void an_identifier_of_ten_kilobytes_is_refused_and_the_next_command_is_fine() {
        assertThatExceptionOfType(InvalidStreamException.class)
                .isThrownBy(() -> send(new Account.Open(Account.idOf("x".repeat(10_240)))));

        send(new Account.Open(Account.idOf("a")));
    }

    @Test
    void an_event_of_a_type_that_nobody_knows_stops_its_aggregate_and_no_other() {
        EventEnvelope known = Events.counted("a", 1);
        store.append(Events.append(Events.ofType(known, "test.account.exploded.v1")))
                .toCompletableFuture()
                .join();

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> send(new Account.Count(Account.idOf("a"), 0)))
                .satisfies(unreadable -> assertThat(unreadable.type()).isEqualTo("test.account.exploded.v1"));

        send(new Account.Open(Account.idOf("a~b")));
        assertThat(send(new Account.Count(Account.idOf("a~b"), 0))).isEqualTo(1);
    }

    @Test
    void a_command_is_handled_on_the_thread_that_sends_it() {
        axon.commandBus().registerHandlerInterceptor((unitOfWork, chain) -> {
            handledOn.set(Thread.currentThread());
            return chain.proceed();
        });

        send(new Account.Open(Account.idOf("a")));

        assertThat(handledOn.get()).isSameAs(Thread.currentThread());
    }

    private EventStorageEngine engine() {
        return new KafkaEventStorageEngine(
                EngineSettings.platform(store, new Account.Types(), JacksonSerializer.defaultSerializer()));
    }

    private static DomainEventMessage<?> opened(String account, long axonSequence) {
        return new GenericDomainEventMessage<>(
                "account",
                Account.idOf(account),
                axonSequence,
                new Account.Opened(Account.idOf(account)),
                EnvelopeMetaData.ofCommand("alice", "command-1").toMetaData());
    }

    private static CommandMessage<Object> message(Object command) {
        return GenericCommandMessage.asCommandMessage(command)
                .andMetaData(EnvelopeMetaData.ofCommand("alice", "command-1").toMetaData());
    }

    private Object send(Object command) {
        List<Object> result = new ArrayList<>();
        axon.commandBus().dispatch(message(command), (sent, answer) -> {
            if (answer.isExceptional()) {
                throw rethrown(answer.exceptionResult());
            }
            result.add(answer.getPayload() == null ? "" : answer.getPayload());
        });
        return result.getFirst();
    }

    private static RuntimeException rethrown(Throwable failure) {
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
