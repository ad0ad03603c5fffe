package io.docket.command.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.command.casework.CaseState;
import io.docket.command.decision.EntityKind;
import io.docket.command.support.MemoryEventStore;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.json.Json;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.axon.CacheLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An entity out of a snapshot and the events after it is the one that all of its events make. */
class EntitySnapshotsTest {
    private static final int SEEDS = 50;
    private static final int LONGEST = 40;
    private static final int SNAPSHOT_EVERY = 2;
    private static final CacheLimits CACHED = CacheLimits.of(1_000);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final MemoryEventStore store = new MemoryEventStore();
    private final Shelves snapshotting = Shelves.open(store, CACHED, SNAPSHOT_EVERY, DEADLINE);

    /** As of a service that has just started: what it loads, it loads for the first time. */
    private final Shelves loading = Shelves.open(store, CACHED, 0, DEADLINE);

    static List<Named<Shelves.Kind<?, ?, ?>>> kinds() {
        return Shelves.KINDS.stream()
                .<Named<Shelves.Kind<?, ?, ?>>>map(kind -> Named.of(kind.kind().name(), kind))
                .toList();
    }

    @AfterEach
    void close() {
        snapshotting.close();
        loading.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_snapshot_and_what_came_after_it_are_the_whole_history(Shelves.Kind<?, ?, ?> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            MadeUpHistory history = MadeUpHistory.of(kind.kind(), seed, random.nextInt(SNAPSHOT_EVERY, LONGEST));
            int events = history.events().size();
            int snapshotAt = random.nextInt(SNAPSHOT_EVERY, events + 1);
            append(history.events().subList(0, snapshotAt));
            snapshot(kind.kind(), history);
            append(history.events().subList(snapshotAt, events));

            Object loaded = load(loading, kind.kind(), history);

            assertThat(loaded).as("seed %d", seed).usingRecursiveComparison().isEqualTo(history.state());
            assertThat(store.lastReadFrom()).as("seed %d", seed).isEqualTo(snapshotAt + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_says_in_which_revision_its_snapshots_are(Shelves.Kind<?, ?, ?> kind) {
        assertThat(kind.aggregate().isAnnotationPresent(Revision.class)).isTrue();
    }

    @Test
    void a_snapshot_of_another_revision_is_ignored_and_replaced() {
        MadeUpHistory history = MadeUpHistory.of(CaseState.KIND, 7, 5);
        append(history.events());
        ObjectNode former = (ObjectNode) snapshot(CaseState.KIND, history);
        former.put("payloadRevision", "0").put("payload", "{\"state\":{}}".getBytes(UTF_8));
        store.storeSnapshot(history.stream(), Json.bytes(former));

        Object loaded = load(loading, CaseState.KIND, history);

        assertThat(loaded).isEqualTo(history.state());
        try (Shelves next = Shelves.open(store, CACHED, SNAPSHOT_EVERY, DEADLINE)) {
            load(next, CaseState.KIND, history);
            await().until(() ->
                    storedSnapshot(history).get("payloadRevision").asText().equals("1"));
        }
    }

    private void append(List<EventEnvelope> events) {
        for (EventEnvelope event : events) {
            store.append(new AppendRequest(event.root(), List.of(event), null))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Has a snapshot taken of the entity as it is now, as loading so many events does, and waits until it is there. */
    private JsonNode snapshot(EntityKind<?, ?> kind, MadeUpHistory history) {
        load(snapshotting, kind, history);
        await().pollInterval(Duration.ofMillis(1)).until(() -> store.snapshot(history.stream()) != null);
        return storedSnapshot(history);
    }

    private JsonNode storedSnapshot(MadeUpHistory history) {
        return Json.tree(Objects.requireNonNull(store.snapshot(history.stream())));
    }

    private static <S, E extends DomainEvent> S load(Shelves from, EntityKind<S, E> kind, MadeUpHistory history) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            return from.of(kind).load(history.stream()).invoke(EventSourced::state);
        } finally {
            unitOfWork.commit();
        }
    }
}
