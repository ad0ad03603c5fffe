package io.docket.workflow.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.command.RecordingService;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusedRecordsTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c-1~p-1");
    private static final BridgeCommand CREATE = new BridgeCommand(
            "acme",
            "create-task",
            "zeebe:1:29:5",
            Json.mapper()
                    .createObjectNode()
                    .put("taskId", "c-1~ut-7")
                    .put("taskDefinitionKey", "review")
                    .put("name", "Review"));

    private final RecordingService service = new RecordingService();
    private final List<BridgeCommand> sent = new ArrayList<>();

    RefusedRecordsTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void refused_command_is_an_incident_of_its_instance_that_says_what_was_refused_and_why() {
        Refused refusal = answered(
                409,
                "{\"type\":\"https://docket.io/problems/state-conflict\",\"reason\":\"case-closed\",\"detail\":\"the case is closed\"}");

        records(sent::add).report(INSTANCE, CREATE, refusal);

        assertThat(sent).singleElement().satisfies(command -> {
            assertThat(command.type()).isEqualTo("record-incident");
            assertThat(command.tenant()).isEqualTo("acme");
            assertThat(command.payload().path("processInstanceId").asText()).isEqualTo("c-1~p-1");
            assertThat(command.payload().path("incidentId").asText()).isEqualTo("record-zeebe:1:29:5");
            assertThat(command.payload().path("state").asText()).isEqualTo("raised");
            assertThat(command.payload().path("kind").asText()).isEqualTo("refused-record");
            assertThat(command.payload().path("elementId").asText()).isEqualTo("review");
            assertThat(command.payload().path("message").asText())
                    .startsWith("create-task answered 409")
                    .contains("the case is closed");
            assertThat(command.payload().has("eventPosition")).isFalse();
        });
    }

    @Test
    void record_that_is_read_again_raises_no_second_incident() {
        RefusedRecords records = records(sent::add);
        records.report(INSTANCE, CREATE, answered(404, "{}"));
        records.report(INSTANCE, CREATE, answered(404, "{}"));

        assertThat(sent)
                .extracting(BridgeCommand::idempotencyKey)
                .hasSize(2)
                .containsOnly(sent.getFirst().idempotencyKey());
    }

    @Test
    void record_that_was_told_before_in_other_words_is_no_loss() {
        records(sent::add)
                .report(
                        INSTANCE,
                        CREATE,
                        answered(422, "{\"type\":\"https://docket.io/problems/idempotency-key-reuse\"}"));

        assertThat(sent).isEmpty();
    }

    @Test
    void incident_that_is_refused_is_no_second_incident() {
        BridgeCommand incident = Incidents.command(INSTANCE, "9", "raised", "zeebe:1:30:5");

        records(sent::add).report(INSTANCE, incident, answered(409, "{}"));
        records(command -> {
                    throw new Refused("command-404", "no such instance");
                })
                .report(INSTANCE, CREATE, answered(404, "{}"));

        assertThat(sent).isEmpty();
    }

    @Test
    void incident_that_cannot_be_told_now_is_told_later() {
        RefusedRecords away = records(command -> {
            throw new Unavailable("away", null);
        });

        assertThatThrownBy(() -> away.report(INSTANCE, CREATE, answered(404, "{}")))
                .isInstanceOf(Unavailable.class);
    }

    private static RefusedRecords records(Commands commands) {
        return new RefusedRecords(new Incidents(commands, new SimpleMeterRegistry()));
    }

    private Refused answered(int status, String problem) {
        service.plan("POST /api/commands/create-task", status, problem);
        HttpCommands commands =
                new HttpCommands(service.http(), service.url(), service.tokens(), Duration.ofSeconds(5));
        return catchThrowableOfType(Refused.class, () -> commands.send(CREATE));
    }
}
