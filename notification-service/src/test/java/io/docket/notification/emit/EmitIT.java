package io.docket.notification.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.notification.emit.RecordingCommandService.Answer;
import io.docket.notification.support.Env;
import io.docket.notification.support.ServiceProcess;
import io.docket.notification.support.TestTopic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The running service, asked to emit events; the command service is a double. */
class EmitIT {
    private static final String EVENT = "{\"name\":\"payment.received\"}";
    private static final int MAX_BYTES = 1 << 20;

    private static TestTopic topic;
    private static RecordingCommandService commands;
    private static ServiceProcess service;
    private static String demo;

    @BeforeAll
    static void start() throws Exception {
        topic = new TestTopic();
        commands = new RecordingCommandService();
        service = new ServiceProcess(topic.name(), Map.of("docket.emit.command-url", commands.url()));
        demo = Env.token("demo");
    }

    @AfterAll
    static void stop() {
        service.close();
        commands.close();
        topic.close();
    }

    @Test
    void an_event_goes_to_the_command_service_with_the_callers_token_and_its_answer_comes_back() throws Exception {
        commands.next = new Answer(
                201, Map.of("Content-Type", "application/json", "Docket-Position", "4-10"), "{\"position\":\"4-10\"}");

        HttpResponse<String> answer = post(demo, EVENT);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"position\":\"4-10\"}");
        assertThat(answer.headers().firstValue("Docket-Position")).hasValue("4-10");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(commands.received.getLast().body()).isEqualTo(EVENT);
        assertThat(commands.received.getLast().header("Authorization")).containsExactly("Bearer " + demo);
        assertThat(commands.received.getLast().header("Idempotency-key")).containsExactly("key-1");
    }

    @Test
    void a_refusal_comes_back_as_it_is() throws Exception {
        commands.next = new Answer(422, Map.of("Content-Type", "application/problem+json"), "{\"status\":422}");

        HttpResponse<String> answer = post(demo, EVENT);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"status\":422}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void what_is_too_large_or_without_a_good_token_is_not_sent() throws Exception {
        int sent = commands.received.size();

        assertProblem(413, post(demo, "x".repeat(MAX_BYTES + 1)));
        assertProblem(413, post(demo, "x".repeat(20 * MAX_BYTES)));
        assertProblem(401, post("forged", EVENT));

        assertThat(commands.received).hasSize(sent);
    }

    @Test
    void a_command_service_that_is_away_is_a_503_that_says_when_to_come_back() throws Exception {
        try (ServiceProcess alone =
                new ServiceProcess(topic.name(), Map.of("docket.emit.command-url", "http://127.0.0.1:1"))) {
            HttpResponse<String> answer = post(alone, demo, EVENT);

            assertProblem(503, answer);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static HttpResponse<String> post(String token, String body) throws Exception {
        return post(service, token, body);
    }

    private static HttpResponse<String> post(ServiceProcess to, String token, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(to.url() + "/api/events"))
                            .timeout(Duration.ofSeconds(30))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "key-1")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertProblem(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
