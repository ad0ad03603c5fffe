package io.docket.workflow.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParkingGroupsTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "k~p-1");
    private static final Answer DONE = Answer.of(Json.mapper().createObjectNode());
    private static final Answer LATER = Answer.failed(new Unavailable("not now", null));
    private static final Answer NEVER = Answer.failed(new Refused("conflict", "no"));
    private static final Answer NO_ACCOUNT = Answer.failed(NoAccount.of("acme", "401 invalid_client"));

    private final List<String> sent = new ArrayList<>();
    private final Deque<List<Answer>> answers = new ArrayDeque<>();
    private final TenantQueueInMemory queue = new TenantQueueInMemory(new Steps(), 2);
    private final ParkingGroups groups = new ParkingGroups(
            group -> {
                group.forEach(command -> sent.add(command.type()));
                return CompletableFuture.completedFuture(answers.removeFirst());
            },
            queue);

    private static List<BridgeCommand> commands(String... types) {
        return Stream.of(types)
                .map(type -> new BridgeCommand("acme", type, type, Json.mapper().createObjectNode()))
                .toList();
    }

    private List<Answer> answers(String... types) {
        return Answer.await(groups.look().of(INSTANCE).begin(commands(types)));
    }

    private List<String> waiting() {
        return queue.items("acme").stream()
                .map(ParkedCommand::parse)
                .map(parked -> parked.command().type() + " " + parked.processInstanceId())
                .toList();
    }

    @Test
    void what_lacks_an_account_is_kept_with_what_is_open_behind_it() {
        answers.add(List.of(DONE, NEVER, NO_ACCOUNT, LATER, DONE));

        List<Answer> got = answers("a", "b", "c", "d", "e");

        assertThat(waiting()).containsExactly("c k~p-1", "d k~p-1");
        assertThat(got).extracting(answer -> answer.fault() == null).containsExactly(true, false, true, true, true);
    }

    @Test
    void what_may_succeed_later_for_another_reason_is_not_kept() {
        answers.add(List.of(DONE, LATER, NO_ACCOUNT));

        assertThat(answers("a", "b", "c").get(1)).isEqualTo(LATER);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void behind_what_waits_nothing_is_sent() {
        queue.put("acme", List.of(new ParkedCommand(commands("a").getFirst(), null).text()));

        assertThat(answers("b", "c")).extracting(Answer::fault).containsOnlyNulls();

        assertThat(sent).isEmpty();
        assertThat(waiting()).containsExactly("a null", "b k~p-1", "c k~p-1");
    }

    @Test
    void group_that_finds_no_place_may_succeed_later() {
        answers.add(List.of(NO_ACCOUNT, NO_ACCOUNT));
        answers("a", "b");

        assertThatThrownBy(() -> answers("c")).isInstanceOf(Unavailable.class);

        assertThat(waiting()).containsExactly("a k~p-1", "b k~p-1");
    }
}
