package io.docket.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.submit.Answer;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Service;
import io.docket.kit.identity.Caller;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimRaceTest {
    private static final int USERS = 40;
    private static final int TASKS = 25;

    @Test
    void of_many_who_claim_a_task_at_once_one_gets_it_and_the_others_are_told_who() throws Exception {
        MemoryEventStore store = new MemoryEventStore();
        try (Service service = Service.over(store);
                ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int task = 0; task < TASKS; task++) {
                String id = "T" + task;
                service.send(
                        "create-task", "{\"taskId\":\"" + id + "\",\"name\":\"t\",\"candidateGroups\":[\"desk\"]}");

                List<Answer> answers = users
                        .invokeAll(IntStream.range(0, USERS)
                                .<Callable<Answer>>mapToObj(user -> () -> claim(service, id, "u" + user))
                                .toList())
                        .stream()
                        .map(ClaimRaceTest::get)
                        .toList();

                assertThat(answers)
                        .filteredOn(Answer.Accepted.class::isInstance)
                        .hasSize(1);
                assertThat(answers)
                        .filteredOn(Answer.Refused.class::isInstance)
                        .allSatisfy(answer -> assertThat(((Answer.Refused) answer).refusal())
                                .satisfies(
                                        refusal -> assertThat(refusal.status()).isEqualTo(409))
                                .satisfies(
                                        refusal -> assertThat(refusal.reason()).isEqualTo("already-claimed")));
            }
        }
        assertThat(store.events())
                .filteredOn(event -> event.type().equals("docket.task.claimed.v1"))
                .hasSize(TASKS);
    }

    private static Answer claim(Service service, String task, String user) {
        Caller caller = new Caller("acme", user, Set.of("case-worker"), Set.of("desk"));
        return service.send(caller, "claim-task", "{\"taskId\":\"" + task + "\"}", null, null);
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
