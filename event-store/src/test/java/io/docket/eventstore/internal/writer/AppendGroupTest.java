package io.docket.eventstore.internal.writer;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.VersionConflictException;
import io.docket.eventstore.internal.answer.StageAnswer;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexIdentity;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.machine.JavaMachine;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendGroupTest {
    private static final int RECORD_BYTES = 1 << 20;
    private static final Limits LIMITS = new Limits(100, 1 << 20, 3, 1 << 20, RECORD_BYTES, 1 << 20, 1 << 20);

    private static final Tenure TENURE = new Tenure(0, 7);

    @TempDir
    private Path folder;

    private final IndexMemory memory = new IndexMemory(LIMITS);
    private final AppendQueue queue = new AppendQueue(LIMITS, new JavaMachine(), () -> {}, by -> {});
    private final Map<PendingAppend, StageAnswer> answers = new HashMap<>();
    private PartitionIndex index;

    @BeforeEach
    void open() {
        index = new IndexFolder(folder, memory, Duration.ofDays(7), InstantSource.system())
                .open(new IndexIdentity("cluster", "events", "events", "outcomes", 0));
    }

    @AfterEach
    void close() {
        index.close();
        memory.close();
    }

    @Test
    void appends_that_follow_one_another_share_a_group() {
        offer(append(counted("a", 1)));
        offer(append(counted("a", 2)));
        offer(append(counted("b", 1)));

        assertThat(take()).hasSize(3);
    }

    @Test
    void an_append_that_expects_what_another_one_of_the_group_got_is_a_conflict() {
        offer(append(counted("a", 1)));
        PendingAppend second = offer(append(counted("a", 1)));

        assertThat(take()).hasSize(1);

        assertThat(failure(second)).isInstanceOf(VersionConflictException.class);
    }

    @Test
    void a_conflict_in_one_stream_rejects_the_whole_append() {
        PendingAppend append = offer(append(counted("a", 1), counted("a~t", "a", 2)));
        PendingAppend next = offer(append(counted("a", 1)));

        assertThat(take()).containsExactly(next);

        assertThat(failure(append)).isInstanceOf(VersionConflictException.class);
    }

    @Test
    void a_group_ends_at_its_limit_of_records() {
        List.of("a", "b", "c", "d").forEach(account -> offer(append(counted(account, 1))));

        assertThat(take()).hasSize(3);
        assertThat(take()).hasSize(1);
    }

    @Test
    void an_append_larger_than_a_group_goes_alone() {
        offer(append(counted("b", 1)));
        offer(append(counted("a", 1), counted("a", 2), counted("a", 3), counted("a", 4)));

        assertThat(take()).hasSize(1);
        assertThat(take()).hasSize(1);
    }

    @Test
    void a_key_that_the_group_holds_waits_for_the_next_group() {
        offer(append(outcome("k"), counted("a", 1)));
        PendingAppend same = offer(append(outcome("k"), counted("b", 1)));

        assertThat(take()).hasSize(1);
        assertThat(take()).containsExactly(same);
    }

    @Test
    void a_key_that_has_an_outcome_is_refused() {
        try (IndexFold fold = index.fold()) {
            fold.add(EventRecord.of(counted("a", 1)), 0);
            fold.add(new OutcomeRecord(outcome("k"), Instant.now(), null));
            fold.commit(1, 1);
        }
        PendingAppend again = offer(append(outcome("k"), counted("a", 2)));

        assertThat(take()).isEmpty();

        assertThat(failure(again)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void what_was_decided_before_the_partition_came_back_is_refused_and_nothing_of_it_counts() {
        PendingAppend early = offer(decidedIn(6, outcome("early"), counted("a", 1)));
        PendingAppend next = offer(decidedIn(7, outcome("next"), counted("a", 1)));

        assertThat(take()).containsExactly(next);

        assertThat(failure(early)).isInstanceOf(NotOwnerException.class).hasMessageContaining("decide again");
    }

    @Test
    void a_rejection_of_an_earlier_tenure_is_refused_as_well() {
        PendingAppend early = offer(AppendRequest.of("a", outcome("k"), 6));
        PendingAppend present = offer(AppendRequest.of("a", outcome("k"), 8));

        assertThat(take()).containsExactly(present);

        assertThat(failure(early)).isInstanceOf(NotOwnerException.class);
    }

    @Test
    void what_was_decided_on_its_own_streams_alone_is_of_no_tenure() {
        PendingAppend append = offer(append(counted("a", 1)));

        assertThat(take()).containsExactly(append);
    }

    @Test
    void a_repetition_gets_its_first_outcome_also_from_an_earlier_tenure() {
        try (IndexFold fold = index.fold()) {
            fold.add(new OutcomeRecord(outcome("k"), Instant.now(), null));
            fold.commit(0, 1);
        }
        PendingAppend again = offer(AppendRequest.of("a", outcome("k"), 6));

        assertThat(take()).isEmpty();

        assertThat(failure(again)).isInstanceOf(DuplicateKeyException.class);
    }

    private static AppendRequest decidedIn(long tenure, Outcome outcome, EventEnvelope event) {
        return new AppendRequest(event.root(), List.of(event), outcome, tenure);
    }

    private List<PendingAppend> take() {
        return AppendGroup.take(queue, index, LIMITS, TENURE);
    }

    private PendingAppend offer(AppendRequest request) {
        StageAnswer answer = new StageAnswer(Runnable::run);
        PendingAppend append = PendingAppend.of(request, Instant.now(), RECORD_BYTES, answer);
        answers.put(append, answer);
        queue.offer(append);
        return append;
    }

    private Throwable failure(PendingAppend append) {
        return answers.get(append).stage().toCompletableFuture().exceptionNow();
    }
}
