package io.docket.workflow.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.Cause;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.job.BpmnError;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWorkerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordingServer server = new RecordingServer();
    private final HttpCommands commands = new HttpCommands(
            http,
            server.url(),
            new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", InstantSource.system()),
            Duration.ofSeconds(5));

    CommandWorkerTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docket:move-case|move-case|{\"caseId\":\"k\",\"stage\":\"paid\",\"x\":1}|{\"caseId\":\"k\",\"stage\":\"paid\"}",
                "docket:create-task|create-task|{\"caseId\":null,\"name\":\"Call\",\"candidateGroups\":\"a, b\",\"priority\":\"70\"}|{\"name\":\"Call\",\"candidateGroups\":[\"a\",\"b\"],\"priority\":70}",
                "docket:notify|notify|{\"users\":[\"ann\"],\"workflow\":\"mail\",\"payload\":{\"a\":1}}|{\"users\":[\"ann\"],\"workflow\":\"mail\",\"payload\":{\"a\":1}}",
                "docket:emit|emit-event|{\"caseId\":\"k\",\"name\":\"payment.received\",\"data\":{\"amount\":7}}|{\"caseId\":\"k\",\"name\":\"payment.received\",\"data\":{\"amount\":7}}",
                "docket:put-record|put-record|{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"a\":1}}|{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"a\":1}}",
                "docket:command|close-case|{\"command\":\"close-case\",\"payload\":{\"caseId\":\"k\"}}|{\"caseId\":\"k\"}",
            })
    void inputs_become_the_payload_of_the_command(String type, String command, String variables, String payload) {
        Jobs.done(worker(type), Map.of(), variables);

        assertThat(server.commands()).singleElement().satisfies(sent -> {
            assertThat(sent.type()).isEqualTo(command);
            assertThat(Jobs.json(sent.body())).isEqualTo(Jobs.json(payload));
            assertThat(sent.idempotencyKey())
                    .isEqualTo(Jobs.call(Map.of(), variables).key());
        });
    }

    @Test
    void a_command_follows_from_what_its_instance_was_asked_for_by() {
        assertThat(causeOf("{\"docketCause\":\"e-1;correlation=c-1;depth=7\"}")).isEqualTo(new Cause("e-1", "c-1", 7));
        assertThat(causeOf("{\"docketCause\":\"e-1;depth=7\"}")).isNull();
        assertThat(causeOf("{}")).isNull();
    }

    private static @Nullable Cause causeOf(String variables) {
        return Jobs.call(Map.of(), variables)
                .command("emit-event", Json.mapper().createObjectNode())
                .cause();
    }

    @Test
    void headers_win_over_variables_and_may_be_expressions() {
        Jobs.done(
                worker("docket:move-case"),
                Map.of("stage", "= if amount > 100 then \"check\" else \"paid\""),
                "{\"caseId\":\"k\",\"stage\":\"old\",\"amount\":700}");

        assertThat(Jobs.json(server.commands().getFirst().body()).path("stage").asText())
                .isEqualTo("check");
    }

    @Test
    void the_result_is_a_variable_by_the_name_that_the_process_wants() {
        server.answer("{\"commandId\":\"c\",\"id\":\"t-1\",\"version\":1,\"events\":[{\"id\":\"e\"}]}");

        assertThat(Jobs.done(worker("docket:create-task"), Map.of("resultVariable", "task"), "{\"name\":\"Call\"}"))
                .isEqualTo(Jobs.json("{\"task\":{\"commandId\":\"c\",\"id\":\"t-1\",\"version\":1}}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 422})
    void a_refusal_is_an_error_of_the_process_by_its_reason(int status) {
        server.plan(status);
        server.answer(
                "{\"type\":\"https://docket.io/problems/state-conflict\",\"reason\":\"case-closed\",\"detail\":\"the case is closed\"}");

        BpmnError error = catchThrowableOfType(BpmnError.class, () -> move(Map.of()));

        assertThat(error.code()).isEqualTo("case-closed");
        assertThat(error).hasMessage("the case is closed");
        assertThat(error.variables().at("/commandError/status").asInt()).isEqualTo(status);
    }

    @Test
    void a_refusal_without_a_reason_is_named_by_the_type_of_the_problem() {
        server.plan(422);
        server.answer("{\"type\":\"https://docket.io/problems/unknown-stage\",\"detail\":\"no\"}");

        assertThat(catchThrowableOfType(BpmnError.class, () -> move(Map.of())).code())
                .isEqualTo("unknown-stage");
    }

    @Test
    void the_process_names_the_error_or_wants_an_incident() {
        server.plan(409, 409);

        assertThat(catchThrowableOfType(BpmnError.class, () -> move(Map.of("errorCode", "no-move")))
                        .code())
                .isEqualTo("no-move");
        assertThatThrownBy(() -> move(Map.of("onRejection", "incident")))
                .isInstanceOf(Refused.class)
                .isNotInstanceOf(BpmnError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "incident"})
    void a_refusal_of_a_command_with_interim_data_says_nothing_of_the_data(String onRejection) {
        server.plan(422);
        server.answer(
                "{\"type\":\"https://docket.io/problems/unknown-stage\",\"detail\":\"there is no stage of 1000 EUR\"}");
        JobCall call = Jobs.call(
                        Map.of("stage", "=review.data.income", "onRejection", onRejection), "{\"caseId\":\"k\"}")
                .seeing(Jobs.json("{\"review\":{\"data\":{\"income\":\"1000 EUR\"}}}"));

        Refused refusal = catchThrowableOfType(
                Refused.class, () -> worker("docket:move-case").work(call));

        assertThat(server.commands().getFirst().body()).contains("1000 EUR");
        assertThat(refusal.getMessage()).doesNotContain("1000 EUR");
        assertThat(refusal instanceof BpmnError error ? error.variables().toString() : "")
                .doesNotContain("1000 EUR");
    }

    @Test
    void an_outage_may_pass_and_a_missing_right_does_not() {
        server.plan(503, 403);

        assertThatThrownBy(() -> move(Map.of())).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> move(Map.of()))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.code()).isEqualTo("command-403"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docket:move-case|{\"caseId\":\"k\"}|stage",
                "docket:create-task|{\"name\":\"x\",\"priority\":\"high\"}|priority",
                "docket:put-record|{\"type\":\"x\",\"data\":\"no json\"}|data",
                "docket:command|{\"payload\":{}}|command",
                "docket:command|{\"command\":\"../x\"}|command",
                "docket:command|{\"command\":\"close-case\",\"payload\":{\"onBehalfOf\":\"chief\"}}|payload",
            })
    void an_input_that_is_not_as_it_has_to_be_is_named(String type, String variables, String input) {
        assertThatThrownBy(() -> Jobs.done(worker(type), Map.of(), variables))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("input " + input);
        assertThat(server.commands()).isEmpty();
    }

    private void move(Map<String, String> headers) {
        Jobs.done(worker("docket:move-case"), headers, "{\"caseId\":\"k\",\"stage\":\"paid\"}");
    }

    private JobWorker worker(String type) {
        return CommandWorker.all(commands).stream()
                .filter(worker -> worker.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
