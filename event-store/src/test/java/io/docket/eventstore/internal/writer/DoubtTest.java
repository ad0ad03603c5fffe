package io.docket.eventstore.internal.writer;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.internal.answer.StageAnswer;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexIdentity;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoubtTest {
    private static final int RECORD_BYTES = 1 << 20;
    private static final Duration WINDOW = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private final IndexMemory memory = new IndexMemory(Limits.DEFAULT);
    private final Doubt doubt = new Doubt();
    private final StageAnswer answer = new StageAnswer(Runnable::run);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private PartitionIndex index;

    @BeforeEach
    void open() {
        index = new IndexFolder(folder, memory, WINDOW, () -> now)
                .open(new IndexIdentity("cluster", "events", "events", "outcomes", 0));
    }

    @AfterEach
    void close() {
        index.close();
        memory.close();
    }

    @Test
    void what_the_log_holds_is_committed() {
        PendingAppend pending = inDoubt(append(outcome("key"), counted("a", 1)));
        written(pending);

        assertThat(doubt.resolve(index)).isEmpty();

        assertThat(answer()).isCompletedWithValue(new Committed(List.of(new Position(0, 4))));
    }

    @Test
    void what_the_log_does_not_hold_may_be_written_again() {
        PendingAppend pending = inDoubt(append(outcome("key"), counted("a", 1)));

        assertThat(doubt.resolve(index)).containsExactly(pending);

        assertThat(answer()).isNotDone();
    }

    @Test
    void an_append_is_found_by_its_events_when_its_outcome_has_expired_meanwhile() {
        PendingAppend pending = inDoubt(append(outcome("key"), counted("a", 1)));
        now = now.plus(WINDOW).plusSeconds(1);
        written(pending);

        assertThat(doubt.resolve(index)).isEmpty();

        assertThat(answer()).isCompletedWithValue(new Committed(List.of(new Position(0, 4))));
    }

    @Test
    void nobody_can_tell_of_an_outcome_alone_that_has_expired_meanwhile() {
        PendingAppend pending = inDoubt(AppendRequest.of("a", outcome("key"), 1));
        now = now.plus(WINDOW).plusSeconds(1);
        written(pending);

        assertThat(doubt.resolve(index)).as("would be written a second time").isEmpty();

        assertThat(answer()).isCompletedExceptionally();
        assertThat(answer().exceptionNow()).isInstanceOf(UnknownOutcomeException.class);
    }

    private PendingAppend inDoubt(AppendRequest request) {
        PendingAppend pending = PendingAppend.of(request, now, RECORD_BYTES, answer);
        doubt.about(List.of(pending));
        return pending;
    }

    /** Reads the append from the log into the index. */
    private void written(PendingAppend append) {
        try (IndexFold fold = index.fold()) {
            append.events().forEach(event -> fold.add(event, 4));
            fold.add(append.outcome());
            fold.commit(5, 1);
        }
    }

    private CompletableFuture<Committed> answer() {
        return answer.stage().toCompletableFuture();
    }
}
