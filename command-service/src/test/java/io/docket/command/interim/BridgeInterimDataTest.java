package io.docket.command.interim;

import static io.docket.command.support.Scenario.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.interim.InterimData.Use;
import io.docket.command.submit.Bearer;
import io.docket.contracts.event.InterimRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeInterimDataTest {
    private static final InterimRef REFERENCE =
            new InterimRef("bpm-form-submissions:process/c~p/task/review", "ab".repeat(32), null);
    private static final String PROBLEM =
            "{\"type\":\"https://docket.io/problems/invalid-signature\",\"detail\":\"not what was signed\"}";

    private static final String DATA = "{\"data\":{\"income\":1},\"signature\":null,\"formKey\":\"loan-start\"}";

    private final List<String> received = new ArrayList<>();
    private int status = 200;
    private String problem = PROBLEM;
    private HttpServer server;
    private BridgeInterimData interim;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/interim/checks", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = (status == 200 ? DATA : problem).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        interim = new BridgeInterimData(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        interim.close();
    }

    private InterimData.Brought require() {
        return Bearer.during(new Bearer("t"), () -> interim.require(Use.COMPLETE_TASK, "c~ut-1", REFERENCE, "c-7"));
    }

    private Refusal refusal() {
        return catchThrowableOfType(Rejection.class, this::require).refusal();
    }

    @Test
    void bridge_is_asked_in_the_name_of_the_caller() {
        assertThat(require()).isEqualTo(new InterimData.Brought(json("{\"income\":1}"), "loan-start"));

        assertThat(received)
                .containsExactly(
                        "Bearer t {\"use\":\"complete-task\",\"id\":\"c~ut-1\",\"reference\":{\"key\":\"%s\",\"sha256\":\"%s\"},\"commandId\":\"c-7\"}"
                                .formatted(REFERENCE.key(), REFERENCE.sha256()));
    }

    @ParameterizedTest
    @CsvSource({"422,422", "404,422", "403,403", "401,401", "500,503", "503,503", "429,503"})
    void answer_of_the_bridge_becomes_that_of_the_command(int answered, int expected) {
        status = answered;

        assertThat(refusal().status()).isEqualTo(expected);
    }

    @Test
    void reason_of_the_bridge_is_passed_on_at_the_reference() {
        status = 422;

        Refusal refusal = refusal();

        assertThat(refusal.slug()).isEqualTo("invalid-signature");
        assertThat(refusal.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/form");
            assertThat(error.detail()).isEqualTo("not what was signed");
        });
    }

    @Test
    void data_that_another_command_uses_makes_the_command_wait_and_is_no_outcome_of_it() {
        status = 503;
        problem = "{\"type\":\"https://docket.io/problems/interim-data-reserved\",\"detail\":\"another one\"}";

        Refusal refusal = refusal();

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.slug()).isEqualTo("interim-data-reserved");
        assertThat(refusal.detail()).isEqualTo("another one");
        assertThat(refusal.retryAfterSeconds()).isNotNull();
        assertThat(refusal.isDecision()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PROBLEM, "", "no problem document"})
    void other_answers_of_503_say_that_the_data_cannot_be_reached(String answered) {
        status = 503;
        problem = answered;

        assertThat(refusal().slug()).isEqualTo("interim-data-unavailable");
    }

    @Test
    void bridge_that_is_not_there_makes_the_command_wait() {
        server.stop(0);

        assertThat(refusal().status()).isEqualTo(503);
        assertThat(refusal().retryAfterSeconds()).isNotNull();
    }
}
