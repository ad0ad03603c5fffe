package io.docket.workflow.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentCommandsTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c-1~p-1");

    @Test
    void incident_of_an_element_that_goes_on_in_another_version_is_raised_again_at_that_element() {
        BridgeCommand raised = of("INCIDENT/CREATED", 10, "pay").orElseThrow();
        BridgeCommand moved = of("INCIDENT/MIGRATED", 20, "charge").orElseThrow();

        assertThat(raised.payload().path("elementId").asText()).isEqualTo("pay");
        assertThat(moved.payload()).isEqualTo(raised.payload().deepCopy().put("elementId", "charge"));
        assertThat(moved.idempotencyKey()).isNotEqualTo(raised.idempotencyKey());
    }

    @Test
    void what_else_happens_to_an_incident_is_not_told() {
        assertThat(of("INCIDENT/CREATED_SILENTLY", 10, "pay")).isEmpty();
    }

    private static Optional<BridgeCommand> of(String kind, long position, String element) {
        return IncidentCommands.of(
                INSTANCE,
                new EngineRecord(
                        1,
                        position,
                        Instant.EPOCH,
                        kind,
                        7,
                        Json.mapper()
                                .createObjectNode()
                                .put("errorType", "JOB_NO_RETRIES")
                                .put("errorMessage", "declined")
                                .put("elementId", element)
                                .put("elementInstanceKey", 5)
                                .put("jobKey", 6)));
    }
}
