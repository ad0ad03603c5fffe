package io.docket.command.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Prepared;
import io.docket.command.submit.Submission;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class OnceTest {
    private final MemoryEventStore store = new MemoryEventStore();
    private final Service service = Service.over(store);
    private final Once once = new Once(store);
    private final Prepared<?> command = service.preparation()
            .prepare(new Submission(
                    Service.DEMO, "open-case", Scenario.json("{\"caseType\":\"loan\",\"data\":{}}"), "k", null, null));

    @AfterEach
    void close() {
        service.close();
    }

    static List<Refusal> notKept() {
        return List.of(
                Refusal.invalid("the time is in the past", List.of()),
                Refusal.forbidden("the task is somebody else's"),
                Refusal.overloaded("the store has enough to do"),
                Refusal.keyReuse(),
                Refusal.unavailable("busy", "not now"));
    }

    @ParameterizedTest
    @MethodSource("notKept")
    void what_is_not_kept_is_no_replay_for_who_waited_for_it(Refusal refusal) throws Exception {
        assertThat(joined(new Refused(refusal))).isEqualTo(new Refused(refusal, false));
    }

    @Test
    void what_is_kept_is_a_replay_for_who_waited_for_it() throws Exception {
        Refusal refusal = Refusal.conflict("case-closed", "the case is closed");

        assertThat(joined(new Refused(refusal))).isEqualTo(new Refused(refusal, true));
    }

    /** The answer to a command that comes while the first with its key is under way. */
    private Answer joined(Answer first) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Answer> end = new CompletableFuture<>();
        Thread.startVirtualThread(() -> once.answer(command, () -> {
            begun.countDown();
            return end.join();
        }));
        begun.await();
        FutureTask<Answer> second = new FutureTask<>(() -> once.answer(command, () -> {
            throw new IllegalStateException("carried out twice");
        }));
        Thread waiting = Thread.startVirtualThread(second);
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        end.complete(first);
        return second.get();
    }
}
