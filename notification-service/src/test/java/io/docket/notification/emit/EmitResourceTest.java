package io.docket.notification.emit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.docket.notification.Configs;
import io.docket.notification.emit.RecordingCommandService.Answer;
import io.docket.notification.emit.RecordingCommandService.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmitResourceTest {
    private static final String EVENT = "{\"name\":\"payment.received\",\"data\":{\"amount\":7}}";

    private final RecordingCommandService service = new RecordingCommandService();
    private final EmitCommand command = new EmitCommand(config(Map.of()));
    private final EmitResource resource = new EmitResource(command, config(Map.of()));

    EmitResourceTest() throws IOException {}

    @AfterEach
    void close() {
        command.close();
        service.close();
    }

    @Test
    void an_event_becomes_a_command_in_the_name_of_the_caller() {
        resource.emit("Bearer t", "key-1", "respond-async", "00-trace-span-01", body(EVENT));

        assertThat(service.received).hasSize(1);
        Received received = service.received.getFirst();
        assertThat(received.path()).isEqualTo("/api/commands/emit-event");
        assertThat(received.body()).isEqualTo(EVENT);
        assertThat(received.header("Authorization")).containsExactly("Bearer t");
        assertThat(received.header("Content-type")).containsExactly("application/json");
        assertThat(received.header("Idempotency-key")).containsExactly("key-1");
        assertThat(received.header("Prefer")).containsExactly("respond-async");
        assertThat(received.header("Traceparent")).containsExactly("00-trace-span-01");
    }

    @Test
    void headers_that_the_caller_did_not_send_are_not_made_up() {
        resource.emit("Bearer t", null, null, null, body(EVENT));

        assertThat(service.received.getFirst().headers())
                .doesNotContainKeys("Idempotency-key", "Prefer", "Traceparent");
    }

    @Test
    void what_was_committed_is_answered_as_the_command_service_says() {
        String result = "{\"commandId\":\"c\",\"position\":\"4-10\"}";
        service.next = new Answer(
                201,
                Map.of(
                        "Content-Type", "application/json",
                        "Docket-Position", "4-10",
                        "Docket-Replayed", "true",
                        "ETag", "\"1\"",
                        "Location", "/api/commands/receipts/r",
                        "Server", "secret/1.0"),
                result);

        Response answer = emit(EVENT);

        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(new String((byte[]) answer.getEntity(), UTF_8)).isEqualTo(result);
        assertThat(answer.getHeaderString("Content-Type")).isEqualTo("application/json");
        assertThat(answer.getHeaderString("Docket-Position")).isEqualTo("4-10");
        assertThat(answer.getHeaderString("Docket-Replayed")).isEqualTo("true");
        assertThat(answer.getHeaderString("ETag")).isEqualTo("\"1\"");
        assertThat(answer.getHeaderString("Location")).isEqualTo("/api/commands/receipts/r");
        assertThat(answer.getHeaderString("Server")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422, 429, 503})
    void a_refusal_is_passed_on_as_it_is(int status) {
        String problem = "{\"status\":" + status + ",\"errors\":[{\"pointer\":\"/name\"}]}";
        service.next =
                new Answer(status, Map.of("Content-Type", "application/problem+json", "Retry-After", "7"), problem);

        Response answer = emit(EVENT);

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(new String((byte[]) answer.getEntity(), UTF_8)).isEqualTo(problem);
        assertThat(answer.getHeaderString("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("7");
    }

    @Test
    void a_refusal_without_a_problem_gets_one() {
        service.next = new Answer(502, Map.of("Content-Type", "text/html"), "<h1>Bad Gateway</h1>");

        HttpProblem problem = problem(() -> emit(EVENT));

        assertThat(problem.getStatusCode()).isEqualTo(502);
        assertThat(problem.getDetail()).contains("without a reason");
    }

    @Test
    void a_command_service_that_is_away_is_a_503_that_says_when_to_come_back() {
        service.close();

        assertUnavailable(problem(() -> emit(EVENT)));
    }

    @Test
    void an_answer_that_does_not_come_to_its_end_is_given_up() {
        service.next = new Answer(201, Map.of(), Answer.STALLED);
        long begun = System.nanoTime();

        assertUnavailable(problem(() -> emit(EVENT)));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void an_answer_over_the_limit_is_cut_off() {
        service.next = new Answer(201, Map.of(), "x".repeat(2_000));

        assertUnavailable(problem(() -> emit(EVENT)));
    }

    @Test
    void an_event_over_the_limit_is_not_sent() {
        emit("x".repeat(1_000));

        HttpProblem problem = problem(() -> emit("x".repeat(1_001)));

        assertThat(problem.getStatusCode()).isEqualTo(413);
        assertThat(service.received).hasSize(1);
    }

    @Test
    void an_event_that_comes_a_byte_now_and_then_is_given_up() {
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                return '1';
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                into[offset] = '1';
                return 1;
            }
        };

        HttpProblem problem = problem(() -> resource.emit("Bearer t", null, null, null, trickle));

        assertThat(problem.getStatusCode()).isEqualTo(408);
        assertThat(service.received).isEmpty();
    }

    @Test
    void a_key_that_would_become_another_one_in_a_header_is_refused() {
        HttpProblem problem = problem(() -> resource.emit("Bearer t", "caf\u00e9", null, null, body(EVENT)));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(service.received).isEmpty();
    }

    @Test
    void more_at_once_than_there_are_places_are_told_to_come_back() throws Exception {
        EmitResource narrow = new EmitResource(command, config(Map.of("max-at-once", "1", "body-within", "20s")));
        PipedOutputStream client = new PipedOutputStream();
        PipedInputStream unfinished = new PipedInputStream(client);
        CompletableFuture<Response> first =
                CompletableFuture.supplyAsync(() -> narrow.emit("Bearer t", null, null, null, unfinished));
        client.write(EVENT.getBytes(UTF_8));
        client.flush();
        await().until(() -> unfinished.available() == 0);

        HttpProblem problem = problem(() -> narrow.emit("Bearer t", null, null, null, body(EVENT)));

        assertThat(problem.getStatusCode()).isEqualTo(429);
        assertThat(problem.getHeaders()).containsKey("Retry-After");
        client.close();
        assertThat(first.get().getStatus()).isEqualTo(201);
        assertThat(narrow.emit("Bearer t", null, null, null, body(EVENT)).getStatus())
                .isEqualTo(201);
    }

    @Test
    void credentials_do_not_show_in_text() {
        assertThat(new Emission("Bearer t", "k", null, null, new byte[0]).toString())
                .doesNotContain("Bearer");
    }

    private EmitConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "command-url", service.url(),
                "timeout", "1s",
                "body-within", "1s",
                "max-body-bytes", "1000",
                "max-answer-bytes", "1000"));
        all.putAll(settings);
        return Configs.emit(all);
    }

    private Response emit(String event) {
        return resource.emit("Bearer t", "key-1", null, null, body(event));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static HttpProblem problem(ThrowingCallable request) {
        return catchThrowableOfType(HttpProblem.class, request);
    }

    private static void assertUnavailable(HttpProblem problem) {
        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getHeaders()).containsKey("Retry-After");
    }
}
