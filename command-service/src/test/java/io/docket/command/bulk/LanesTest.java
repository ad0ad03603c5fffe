package io.docket.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Answer CONFLICT = new Answer.Refused(Refusal.conflict("ended", "it is over"));
    private static final Answer LATER = new Answer.Refused(Refusal.failed());

    private final Lanes lanes = new Lanes(task -> Thread.ofVirtual().start(task));
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @Test
    void what_could_not_be_taken_holds_up_its_lane() {
        CountDownLatch all = new CountDownLatch(1);
        CompletableFuture<Answer> failed = lanes.add("a", answering("first", all, LATER));
        CompletableFuture<Answer> behind = lanes.add("a", answering("second", all, CONFLICT));
        CompletableFuture<Answer> other = lanes.add("b", answering("other", all, CONFLICT));
        all.countDown();

        assertThat(List.of(failed.join(), behind.join(), other.join())).containsExactly(LATER, LATER, CONFLICT);
        assertThat(lanes.add("a", answering("third", all, CONFLICT)).join()).isEqualTo(LATER);
        assertThat(done).containsExactlyInAnyOrder("first", "other");
    }

    @Test
    void what_an_operator_has_to_mend_first_holds_up_its_lane() {
        Answer broken = new Answer.Refused(Refusal.partitionFailed());
        CountDownLatch none = new CountDownLatch(0);
        lanes.add("a", answering("first", none, broken)).join();

        assertThat(lanes.add("a", answering("second", none, CONFLICT)).join()).isEqualTo(broken);
        assertThat(done).containsExactly("first");
    }

    @Test
    void fault_holds_up_its_lane() {
        CompletableFuture<Answer> failed = lanes.add("a", () -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(failed::join).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(lanes.add("a", answering("second", new CountDownLatch(0), CONFLICT))
                        .join())
                .isEqualTo(LATER);
        assertThat(done).isEmpty();
    }

    @Test
    void refusal_of_the_domain_holds_up_nothing() {
        CountDownLatch all = new CountDownLatch(1);
        lanes.add("a", answering("first", all, CONFLICT));
        CompletableFuture<Answer> behind = lanes.add("a", answering("second", all, CONFLICT));
        all.countDown();

        assertThat(behind.join()).isEqualTo(CONFLICT);
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void a_lane_for_one_piece_of_work_is_forgotten_whatever_came_of_it() {
        for (int i = 0; i < 100; i++) {
            lanes.add("#" + i, () -> LATER).join();
        }

        assertThat(lanes.heldUp()).isZero();
    }

    private Supplier<Answer> answering(String name, CountDownLatch when, Answer answer) {
        return () -> {
            try {
                when.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.add(name);
            return answer;
        };
    }
}
