package io.docket.workflow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkCommandsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordingServer server = new RecordingServer();
    private final BulkCommands commands = new BulkCommands(
            http,
            server.url(),
            new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", new VirtualTime()),
            Duration.ofSeconds(10));

    BulkCommandsTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    private static BridgeCommand command(String tenant, String key) {
        return new BridgeCommand(
                tenant, "create-task", key, Json.mapper().createObjectNode().put("name", key));
    }

    @Test
    void each_tenant_gets_one_request_and_each_command_its_own_answer() {
        server.decide(request -> request.idempotencyKey().equals("b") ? 409 : 200);

        List<Answer> answers = commands.callAll(
                List.of(command("acme", "a"), command("globex", "g"), command("acme", "b"), command("acme", "c")));

        assertThat(server.bulks()).isEqualTo(2);
        assertThat(server.commands())
                .extracting(RecordingServer.Request::idempotencyKey)
                .containsExactly("a", "b", "c", "g");
        assertThat(server.commands())
                .extracting(RecordingServer.Request::authorization)
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2");
        assertThat(answers).extracting(answer -> answer.fault() == null).containsExactly(true, true, false, true);
        assertThatThrownBy(() -> answers.get(2).orThrow()).isInstanceOf(CommandRefused.class);
    }

    @Test
    void commands_wait_for_others_about_the_same_root_unless_they_are_unordered() {
        commands.callAll(List.of(command("acme", "a")));
        commands.unordered().callAll(List.of(command("acme", "b")));

        assertThat(server.queries()).containsExactly("", "ordered=false");
        assertThat(server.commands())
                .extracting(RecordingServer.Request::idempotencyKey)
                .containsExactly("a", "b");
    }

    @Test
    void a_service_that_is_away_is_an_answer_to_each() {
        server.close();

        assertThat(commands.callAll(List.of(command("acme", "a"), command("acme", "b"))))
                .allSatisfy(answer -> assertThat(answer.fault()).isInstanceOf(Unavailable.class));
    }

    @Test
    void commands_of_many_callers_go_out_in_few_requests() throws Exception {
        int many = 500;
        server.decide(request -> request.idempotencyKey().endsWith("7") ? 409 : 200);
        try (GatheredCommands gathered = new GatheredCommands(commands);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> accepted = IntStream.range(0, many)
                    .mapToObj(i -> callers.submit(() -> isAccepted(gathered, command("acme", "k" + i))))
                    .toList();

            for (int i = 0; i < many; i++) {
                assertThat(accepted.get(i).get()).as("k%d", i).isEqualTo(i % 10 != 7);
            }
        }
        assertThat(server.commands()).hasSize(many);
        assertThat(server.bulks()).isLessThan(many / 2);
    }

    @Test
    void whoever_comes_after_the_end_hears_that_it_is_over() {
        GatheredCommands gathered = new GatheredCommands(commands);
        gathered.close();

        assertThatThrownBy(() -> gathered.begin(List.of(command("acme", "a")))).isInstanceOf(Unavailable.class);
    }

    private static boolean isAccepted(CommandGroups commands, BridgeCommand command) {
        try {
            Answer.await(commands.begin(List.of(command))).getFirst().orThrow();
            return true;
        } catch (CommandRefused e) {
            return false;
        }
    }
}
