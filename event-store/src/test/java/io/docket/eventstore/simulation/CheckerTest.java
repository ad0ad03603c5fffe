package io.docket.eventstore.simulation;

import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.Events;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.ScratchFolder;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.VersionConflictException;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.simulation.Attempt.Look;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the checks after a step find: in answers, and in an index that is not the fold of the log. */
class CheckerTest {
    private static final Duration WINDOW = Duration.ofDays(7);

    private final ScratchFolder folder = new ScratchFolder();
    private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);
    private final Schedule schedule = new Schedule(new Chance(1), null);
    private final WallClock clock = new WallClock(schedule);
    private final EventStoreConfig config = EventStoreConfig.of("simulated", "group", folder.path())
            .withTopics(new Topic("e", 1, Map.of()), new Topic("o", 1, Map.of()));
    private final Happenings happenings = new Happenings();
    private final Replay replay = new Replay(config, clock, null, happenings);
    private final Ledger ledger = new Ledger();
    private final LogView view = new LogView(new Cluster(schedule, new Chance(1), config), config);
    private final Checker checker = new Checker(config, view, replay, ledger, happenings);
    private final Transactions log = new Transactions();
    private final PartitionIndex index =
            new IndexFolder(folder.path(), memory, WINDOW, clock::now).open(Instance.LOG.ofIndex(0));

    @AfterEach
    void close() {
        index.close();
        memory.close();
        folder.close();
    }

    @Test
    void what_was_acknowledged_and_is_nowhere_is_found() {
        Attempt attempt = attempt(counted("0", 1));
        answer(attempt, new Committed(List.of(new Position(0, 0))));

        assertBroken("acknowledged and not in the log", () -> checker.answered(attempt));
    }

    @Test
    void what_was_acknowledged_at_another_place_is_found() {
        Attempt attempt = attempt(counted("0", 1));
        write(attempt);
        answer(attempt, new Committed(List.of(new Position(0, 5))));

        assertBroken("positions of", () -> checker.answered(attempt));
    }

    @Test
    void what_was_refused_and_is_there_is_found() {
        Attempt attempt = attempt(counted("0", 1));
        List<ConsumerRecord<byte[], byte[]>> transaction = transaction(attempt);
        refuse(attempt, new NotOwnerException("not mine", null));
        checker.answered(attempt);
        replay.add(transaction);

        assertBroken("and in the log", () -> checker.committed(transaction));
    }

    @Test
    void half_of_an_append_is_found() {
        Attempt attempt = attempt(counted("0", 1), counted("0", 2));
        List<ConsumerRecord<byte[], byte[]>> transaction =
                log.event(attempt.events().getFirst()).commit();
        replay.add(transaction);

        assertBroken("in the log in part", () -> checker.committed(transaction));
    }

    @Test
    void a_decision_on_what_another_instance_changed_meanwhile_is_found() {
        Life here = new Life("here");
        Attempt first = looking("first", 0, here, counted("0", 1));
        Attempt rejection = looking("rejection", 1, here);
        Attempt elsewhere = looking("elsewhere", 1, new Life("elsewhere"), counted("0", 2));
        write(first);
        write(elsewhere);

        assertBroken("was decided on", () -> write(rejection));
    }

    @Test
    void a_decision_on_what_the_same_instance_changed_meanwhile_is_taken() {
        Life here = new Life("here");
        Attempt first = looking("first", 0, here, counted("0", 1));
        Attempt rejection = looking("rejection", 0, here);
        write(first);

        assertThatCode(() -> write(rejection)).doesNotThrowAnyException();
    }

    @Test
    void a_repetition_that_is_answered_with_what_has_expired_is_found() {
        Attempt first = attempt(counted("0", 1));
        StoredOutcome stored = new StoredOutcome(first.outcome(), clock.now(), null);
        write(first);
        clock.pass(WINDOW.plusHours(1));
        Attempt repetition = attempt(counted("0", 2));
        refuse(repetition, new DuplicateKeyException(stored));

        assertBroken("is answered with an outcome of", () -> checker.answered(repetition));
    }

    @Test
    void a_repetition_within_the_window_that_is_not_answered_as_one_is_found() {
        write(attempt(counted("0", 1)));
        clock.pass(WINDOW.minusHours(1));
        Attempt repetition = attempt(counted("0", 1));
        refuse(repetition, new VersionConflictException(streamOf("0"), 1, 1));

        assertBroken("repeats what has an outcome", () -> checker.answered(repetition));
    }

    @Test
    void an_index_that_is_the_fold_is_taken() {
        Attempt attempt = attempt(counted("0", 1), counted("0", 2));
        write(attempt);
        fold(attempt, 2, true);

        assertThatCode(() -> checker.indexIsFold(index, 0, clock.now())).doesNotThrowAnyException();
        assertThatCode(() -> checker.indexGained(index, 0, 0, 0, clock.now())).doesNotThrowAnyException();
    }

    @Test
    void an_event_that_an_index_dropped_is_found() {
        Attempt attempt = attempt(counted("0", 1), counted("0", 2));
        write(attempt);
        fold(attempt, 1, true);

        assertBroken("head of acme/account/0 in the index", () -> checker.indexGained(index, 0, 0, 0, clock.now()));
    }

    @Test
    void a_key_that_an_index_forgot_too_early_is_found() {
        Attempt attempt = attempt(counted("0", 1));
        write(attempt);
        fold(attempt, 1, false);

        assertBroken("outcome of key in the index", () -> checker.indexGained(index, 0, 0, 0, clock.now()));
    }

    @Test
    void a_key_that_an_index_never_forgets_is_found() {
        Attempt attempt = attempt(counted("0", 1));
        write(attempt);
        fold(attempt, 1, true);

        assertBroken(
                "expired at",
                () -> checker.indexIsFold(index, 0, clock.now().plus(WINDOW).plusMillis(1)));
    }

    @Test
    void a_snapshot_that_is_not_the_fold_of_its_events_is_found() {
        Attempt attempt = attempt(counted("0", 1));
        write(attempt);
        fold(attempt, 1, true);
        index.storeSnapshot(streamOf("0"), new EntityState(1, 1).toBytes());

        assertBroken("state of acme/account/0 out of the index", () -> checker.indexIsFold(index, 0, clock.now()));
    }

    @Test
    void a_state_that_the_log_never_said_is_found() {
        write(attempt(counted("0", 1)));

        assertBroken(
                "state of acme/account/0 as loaded", () -> checker.loaded(0, streamOf("0"), new EntityState(1, 1)));
    }

    private Attempt attempt(EventEnvelope... events) {
        return attemptUnder("key", events);
    }

    private Attempt attemptUnder(String key, EventEnvelope... events) {
        Outcome outcome = new Outcome(Events.TENANT, key, "content", 200, Attempt.body(ledger.nextNumber()));
        return ledger.attempt(new AppendRequest("0", List.of(events), outcome, 1L), clock.now());
    }

    /** An attempt that was decided on a version of the stream of its root. */
    private Attempt looking(String key, long version, Life by, EventEnvelope... events) {
        Attempt attempt = attemptUnder(key, events);
        attempt.decidedOn(new Look(streamOf("0"), version, by));
        return attempt;
    }

    private List<ConsumerRecord<byte[], byte[]>> transaction(Attempt attempt) {
        attempt.events().forEach(log::event);
        return log.outcome(attempt.outcome(), clock.now()).commit();
    }

    private void write(Attempt attempt) {
        List<ConsumerRecord<byte[], byte[]>> transaction = transaction(attempt);
        replay.add(transaction);
        checker.committed(transaction);
    }

    /** Brings the first events of an attempt that was written into the index, which then says that it has all of it. */
    private void fold(Attempt attempt, int events, boolean outcome) {
        try (IndexFold fold = index.fold()) {
            replay.partition(0).events().stream()
                    .limit(events)
                    .forEach(located ->
                            fold.add(located.event(), located.position().offset()));
            if (outcome) {
                fold.add(new OutcomeRecord(attempt.outcome(), clock.now(), null));
            }
            fold.commit(attempt.events().size(), 1);
        }
    }

    private static void answer(Attempt attempt, Committed committed) {
        attempt.sent(CompletableFuture.completedFuture(committed));
    }

    private static void refuse(Attempt attempt, EventStoreException reason) {
        attempt.sent(CompletableFuture.failedFuture(reason));
    }

    private static void assertBroken(String rule, Runnable check) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check::run).withMessageContaining(rule);
    }
}
