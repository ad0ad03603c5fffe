package io.docket.workflow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GatheredCommandsTest {
    private static final int REQUESTS_AT_ONCE = 4;

    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);
    private final GatheredCommands gathered = new GatheredCommands(this::answer);

    @AfterEach
    void close() {
        gathered.close();
    }

    @Test
    void what_comes_while_all_requests_are_under_way_goes_together_and_each_gets_its_own_answers()
            throws InterruptedException {
        for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
            gathered.begin(List.of(command("busy")));
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
        List<CompletableFuture<List<Answer>>> later = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            later.add(gathered.begin(List.of(command(i + "a"), command(i + "b"))));
        }
        go.countDown();

        for (int i = 0; i < later.size(); i++) {
            assertThat(types(later.get(i))).containsExactly(i + "a", i + "b");
        }
        assertThat(sizes).containsExactly(1, 1, 1, 1, 40);
    }

    @Test
    void caller_hears_of_a_request_of_which_nobody_knows_the_end() {
        GatheredCommands broken = new GatheredCommands(commands -> {
            throw new Unavailable("cut off", null);
        });

        assertThatThrownBy(() -> Answer.await(broken.begin(List.of(command("x")))))
                .isInstanceOf(Unavailable.class);
        broken.close();
    }

    @Test
    @Timeout(10)
    void caller_hears_of_a_request_that_an_error_ended() {
        GatheredCommands broken = new GatheredCommands(commands -> {
            throw new OutOfMemoryError("for once");
        });

        assertThatThrownBy(() -> Answer.await(broken.begin(List.of(command("x")))))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("for once");
        broken.close();
    }

    private List<Answer> answer(List<BridgeCommand> commands) {
        sizes.add(commands.size());
        begun.release();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new Unavailable("interrupted", e);
        }
        return commands.stream()
                .map(command -> Answer.of(Json.mapper().createObjectNode().put("type", command.type())))
                .toList();
    }

    private static List<String> types(CompletableFuture<List<Answer>> begun) {
        return Answer.await(begun).stream()
                .map(answer -> answer.orThrow().path("type").asText())
                .toList();
    }

    private static BridgeCommand command(String type) {
        return new BridgeCommand("acme", type, type, Json.mapper().createObjectNode());
    }
}
