package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.position.Position;
import io.docket.projection.Events;
import io.docket.projection.LoanWork;
import io.docket.projection.SettableClock;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.MemoryLetters;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.timeline.TimelineProjector;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchApplierTest {
    private static final List<Projector> PROJECTORS =
            List.of(new CaseProjector(), new TaskProjector(), new TimelineProjector());

    private final MemoryStore store = new MemoryStore();
    private final MemoryLetters letters = new MemoryLetters();
    private final Recordings.Log log = new Recordings.Log();
    private final Watermarks watermarks = new Watermarks();
    private final List<LogEvent> work = new LoanWork("acme", 2, 7).cases(30);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 10_000})
    void any_size_of_batch_gives_the_same_documents(int size) {
        BatchApplier applier = applier(Clock.systemUTC());

        for (List<LogEntry> batch : batches(work, size)) {
            applier.apply(applier.accept(batch));
        }

        assertSame(store.documents, independentFold(work));
        assertThat(store.positions.get(2).next()).isEqualTo(end(work));
        assertThat(log.rewinds()).isEmpty();
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void a_batch_that_comes_again_changes_nothing() {
        BatchApplier applier = applier(Clock.systemUTC());
        List<LogEntry> batch = entries(work.subList(0, 200));
        applier.apply(applier.accept(batch));
        Map<DocumentKey, Document> once = Map.copyOf(store.documents);

        applier(Clock.systemUTC()).apply(batch);

        assertSame(store.documents, once);
        assertThat(store.positions.get(2).next()).isEqualTo(end(work.subList(0, 200)));
    }

    @Test
    void documents_in_memory_are_not_loaded_again() {
        BatchApplier applier = applier(Clock.systemUTC());

        batches(work, 50).forEach(batch -> applier.apply(applier.accept(batch)));

        assertThat(store.loads).isEmpty();
    }

    @Test
    void a_store_that_lost_its_tail_is_filled_again_from_its_safe_position() {
        SettableClock clock = new SettableClock();
        BatchApplier applier = applier(clock);
        List<List<LogEntry>> batches = batches(work, 40);
        List<MemoryStore> snapshots = new ArrayList<>();
        for (List<LogEntry> batch : batches.subList(0, 6)) {
            applier.apply(applier.accept(batch));
            snapshots.add(store.copy());
            clock.pass(Duration.ofSeconds(2));
        }

        store.loseWhatCameAfter(snapshots.get(3));
        int applied = applier.apply(applier.accept(batches.get(6)));

        assertThat(applied).isZero();
        assertThat(log.rewinds())
                .containsExactly(new Recordings.Rewind(
                        2, snapshots.get(3).positions.get(2).safe()));
        List<LogEntry> onTheirWay = batches.get(7);
        assertThat(applier.accept(onTheirWay)).isEmpty();
        replay(applier, log.rewinds().getFirst().offset());
        assertSame(store.documents, independentFold(work));
    }

    @Test
    void a_rewind_that_the_log_could_not_make_is_made_when_the_batch_comes_again() {
        BatchApplier applier = applier(Clock.systemUTC());
        List<List<LogEntry>> batches = batches(work, 40);
        applier.apply(applier.accept(batches.get(0)));
        MemoryStore before = store.copy();
        applier.apply(applier.accept(batches.get(1)));
        store.loseWhatCameAfter(before);
        List<LogEntry> next = applier.accept(batches.get(2));
        log.failures = 1;
        assertThatThrownBy(() -> applier.apply(next)).hasMessageContaining("cannot be rewound");

        int applied = applier.apply(next);
        replay(applier, 0);

        assertThat(applied).isZero();
        assertThat(log.rewinds()).containsExactly(new Recordings.Rewind(2, 0));
        assertSame(store.documents, independentFold(work));
    }

    @Test
    void a_position_that_moved_elsewhere_makes_the_instance_start_again_there() {
        BatchApplier applier = applier(Clock.systemUTC());
        List<List<LogEntry>> batches = batches(work, 40);
        applier.apply(applier.accept(batches.get(0)));

        store.positions.put(2, new StoredPosition(500, 300));
        int applied = applier.apply(applier.accept(batches.get(1)));

        assertThat(applied).isZero();
        assertThat(log.rewinds()).containsExactly(new Recordings.Rewind(2, 300));
        assertThat(watermarks.positions()).containsEntry(2, 500L);
    }

    @Test
    void a_partition_whose_position_could_not_be_moved_holds_up_no_event_of_another_for_good() {
        // given
        BatchApplier applier = applier(Clock.systemUTC());
        List<LogEvent> others = new LoanWork("acme", 3, 8).cases(5);
        List<LogEvent> both = Stream.concat(work.stream(), others.stream()).toList();
        List<LogEntry> batch = applier.accept(entries(both));

        // when
        store.stuck = 3;
        assertThatThrownBy(() -> applier.apply(batch)).hasMessageContaining("cannot be moved");
        store.stuck = -1;
        int applied = applier.apply(batch);
        replay(applier, 0);

        // then
        assertThat(applied).isEqualTo(others.size());
        assertThat(log.rewinds()).containsExactly(new Recordings.Rewind(2, 0));
        assertThat(store.positions.get(2).next()).isEqualTo(end(work));
        assertThat(store.positions.get(3).next()).isEqualTo(end(others));
        assertSame(store.documents, independentFold(both));
    }

    @Test
    void actors_that_could_not_be_noted_are_noted_when_the_batch_comes_again() {
        BatchApplier applier = applier(Clock.systemUTC());
        List<LogEntry> batch = applier.accept(entries(work));
        store.unnoted = 1;
        assertThatThrownBy(() -> applier.apply(batch)).hasMessageContaining("cannot be noted");

        applier.apply(batch);

        assertThat(store.actors)
                .isEqualTo(work.stream().map(event -> event.envelope().actor()).collect(Collectors.toSet()));
    }

    @Test
    void a_batch_that_comes_again_is_without_what_was_given_up_meanwhile() {
        Partitions partitions = new Partitions(watermarks, Clock.systemUTC());
        BatchApplier applier = applier(partitions, Clock.systemUTC());
        List<LogEvent> others = new LoanWork("acme", 3, 8).cases(5);
        List<LogEntry> batch = applier.accept(
                entries(Stream.concat(work.stream(), others.stream()).toList()));

        partitions.revoked(2);
        applier.apply(batch);

        assertThat(store.positions).containsOnlyKeys(3);
        assertSame(store.documents, independentFold(others));
    }

    @Test
    void records_of_a_partition_that_is_not_ours_are_dropped() {
        BatchApplier applier = applier(Clock.systemUTC());

        assertThat(applier.accept(List.of(LogEntry.unreadable(new Position(5, 1), "x", "y"))))
                .isEmpty();
    }

    @Test
    void a_record_that_is_no_event_is_in_no_view_and_the_position_moves() {
        BatchApplier applier = applier(Clock.systemUTC());

        int applied = applier.apply(
                applier.accept(List.of(LogEntry.unreadable(new Position(2, 41), "c1", "no header ce_id"))));

        assertThat(applied).isZero();
        assertThat(store.documents).isEmpty();
        assertThat(store.positions.get(2).next()).isEqualTo(42);
    }

    @Test
    void batches_cover_the_log_for_the_hot_views_without_a_gap_also_where_offsets_hold_no_event() {
        BatchApplier applier = applier(Clock.systemUTC());
        Events marked = new Events("acme", 2);
        List<LogEvent> first = List.of(ParkingScene.opened(marked, "a"), ParkingScene.opened(marked, "b"));
        marked.skipOffset();
        List<LogEvent> second = List.of(ParkingScene.opened(marked, "c"));

        applier.apply(applier.accept(entries(first)));
        applier.apply(applier.accept(entries(second)));
        applier.apply(entries(second));

        assertThat(store.stretches)
                .containsExactly(
                        Map.of(2, new HotViews.Stretch(0, 2)),
                        Map.of(2, new HotViews.Stretch(2, 4)),
                        Map.of(2, new HotViews.Stretch(3, 4)));
    }

    @Test
    void batches_that_are_read_again_cover_the_log_from_where_they_are_read() {
        store.positions.put(2, new StoredPosition(300, 200));
        BatchApplier applier = applier(Clock.systemUTC());

        replay(applier, 200);

        long covered = 200;
        for (Map<Integer, HotViews.Stretch> batch : store.stretches) {
            assertThat(batch.get(2).from()).isEqualTo(covered);
            covered = batch.get(2).next();
        }
        assertThat(covered).isEqualTo(end(work));
    }

    @Test
    void the_safe_position_stays_behind_by_its_age() {
        SettableClock clock = new SettableClock();
        BatchApplier applier = applier(clock);
        List<List<LogEntry>> batches = batches(work, 40);

        applier.apply(applier.accept(batches.get(0)));
        long first = store.positions.get(2).next();
        clock.pass(PartitionProgress.SAFE_AGE.dividedBy(2));
        applier.apply(applier.accept(batches.get(1)));
        assertThat(store.positions.get(2).safe()).isZero();
        clock.pass(PartitionProgress.SAFE_AGE.dividedBy(2));
        applier.apply(applier.accept(batches.get(2)));

        assertThat(store.positions.get(2).safe()).isEqualTo(first);
    }

    private BatchApplier applier(Clock clock) {
        return applier(new Partitions(watermarks, clock), clock);
    }

    private BatchApplier applier(Partitions partitions, Clock clock) {
        for (int partition : List.of(2, 3)) {
            partitions.assigned(partition, store.positions.getOrDefault(partition, new StoredPosition(0, 0)));
        }
        return new BatchApplier(
                any -> PROJECTORS,
                store,
                store,
                store,
                partitions,
                log,
                new ParkedRoots(any -> PROJECTORS.stream().map(Projector::view).toList(), letters, Limits.FAR, clock),
                new Recordings.Config());
    }

    private void replay(BatchApplier applier, long from) {
        List<LogEvent> again =
                work.stream().filter(event -> event.position().offset() >= from).toList();
        batches(again, 40).forEach(batch -> applier.apply(applier.accept(batch)));
    }

    private static void assertSame(Map<DocumentKey, Document> actual, Map<DocumentKey, Document> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        assertThat(actual).allSatisfy((key, document) -> assertThat(document).isEqualTo(expected.get(key)));
    }

    private static Map<DocumentKey, Document> independentFold(List<LogEvent> events) {
        MemoryStore target = new MemoryStore();
        for (LogEvent event : events) {
            for (Projector projector : PROJECTORS) {
                String id = projector.documentId(event);
                if (id != null) {
                    DocumentKey key =
                            new DocumentKey(projector.view(), event.envelope().tenant(), id);
                    Document before = target.documents.getOrDefault(key, Document.empty());
                    Document after =
                            projector.fold(before, event).at(event.position().offset());
                    Projector.Overflow overflow = projector.overflow(id, after);
                    overflow.sealed()
                            .forEach((page, rest) ->
                                    target.documents.put(new DocumentKey(key.view(), key.tenant(), page), rest));
                    target.documents.put(key, overflow.kept());
                }
            }
        }
        return target.documents;
    }

    private static List<List<LogEntry>> batches(List<LogEvent> events, int size) {
        List<List<LogEntry>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); from += size) {
            batches.add(entries(events.subList(from, Math.min(from + size, events.size()))));
        }
        return batches;
    }

    private static List<LogEntry> entries(List<LogEvent> events) {
        return events.stream().map(LogEntry::readable).toList();
    }

    private static long end(List<LogEvent> events) {
        return events.getLast().position().offset() + 1;
    }
}
