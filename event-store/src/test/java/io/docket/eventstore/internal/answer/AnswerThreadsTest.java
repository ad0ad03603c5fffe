package io.docket.eventstore.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Committed;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerThreadsTest {
    @Test
    void an_answer_after_the_end_is_given_all_the_same() {
        AnswerThreads threads = new AnswerThreads();
        StageAnswer late = new StageAnswer(threads);
        threads.close();

        late.committed(new Committed(List.of()));

        assertThat(late.stage().toCompletableFuture()).isCompleted();
    }
}
