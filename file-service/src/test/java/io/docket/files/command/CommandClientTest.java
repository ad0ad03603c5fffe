package io.docket.files.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.files.support.RecordingCommandService;
import io.docket.files.support.RecordingCommandService.Answer;
import io.docket.files.support.RecordingCommandService.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandClientTest {
    private static final int MAX_ANSWER_BYTES = 1000;
    private static final Sender SENDER = new Sender("Bearer t", "00-trace-span-01");
    private RecordingCommandService service;
    private CommandClient client;

    @BeforeEach
    void start() throws IOException {
        service = new RecordingCommandService();
        client = new CommandClient(
                new CommandSettings(service.url(), Duration.ofSeconds(1), Duration.ofSeconds(5), MAX_ANSWER_BYTES));
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void a_command_is_sent_in_the_name_of_the_caller() {
        CommandAnswer answer = client.send("attach-file", "file:1", Map.of("fileId", "1"), SENDER);

        Received received = service.received().getFirst();
        assertThat(received.path()).isEqualTo("/api/commands/attach-file");
        assertThat(received.header("Authorization")).isEqualTo("Bearer t");
        assertThat(received.header("Idempotency-Key")).isEqualTo("file:1");
        assertThat(received.header("Traceparent")).isEqualTo("00-trace-span-01");
        assertThat(received.payload().path("fileId").asText()).isEqualTo("1");
        assertThat(answer.accepted()).isTrue();
        assertThat(answer.position()).isEqualTo("4-1");
    }

    @Test
    void a_refusal_is_an_answer() {
        service.next(Answer.problem(409, "{\"reason\":\"closed\"}"));

        CommandAnswer answer = client.send("attach-file", "file:1", Map.of(), SENDER);

        assertThat(answer.accepted()).isFalse();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"reason\":\"closed\"}");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Test
    void no_answer_is_a_problem_that_may_be_retried() {
        service.next(Answer.hangUp());
        service.next(Answer.hangUp());

        HttpProblem problem =
                catchThrowableOfType(HttpProblem.class, () -> client.send("attach-file", "file:1", Map.of(), SENDER));

        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getHeaders()).containsKey("Retry-After");
    }

    @Test
    void an_answer_without_an_end_is_cut_off() {
        service.next(new Answer(200, Map.of(), "x".repeat(MAX_ANSWER_BYTES + 1)));

        HttpProblem problem =
                catchThrowableOfType(HttpProblem.class, () -> client.send("attach-file", "file:1", Map.of(), SENDER));

        assertThat(problem.getStatusCode()).isEqualTo(503);
    }

    @Test
    void credentials_do_not_show_in_text() {
        assertThat(SENDER.toString()).doesNotContain("Bearer");
    }
}
