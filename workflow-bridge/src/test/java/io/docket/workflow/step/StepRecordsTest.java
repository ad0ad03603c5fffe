package io.docket.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepRecordsTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c-1~p-1");
    private static final String LONG = "x".repeat(5_000);

    @Test
    void texts_that_are_longer_than_a_step_takes_are_cut() {
        ObjectNode correlated = step(
                "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED",
                value().put("messageName", "acme." + LONG).put("correlationKey", LONG));
        ObjectNode failed = step("JOB/FAILED", value().put("type", LONG).put("errorMessage", LONG));

        assertThat(correlated.path("message").asText()).hasSize(2_000).startsWith("x");
        assertThat(correlated.path("correlationKey").asText()).hasSize(500);
        assertThat(failed.path("jobType").asText()).hasSize(500);
        assertThat(failed.path("message").asText()).hasSize(2_000);
    }

    private static ObjectNode value() {
        return Json.mapper().createObjectNode().put("elementId", "wait").put("elementInstanceKey", 5);
    }

    private static ObjectNode step(String kind, ObjectNode value) {
        return StepRecords.of(INSTANCE, new EngineRecord(1, 1, Instant.EPOCH, kind, 7, value), new DataKeys())
                .orElseThrow();
    }
}
