package io.docket.contracts.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventEnvelopeTest {
    private static final EventEnvelope MOVED = new EventEnvelope(
            "0199-id",
            EventEnvelope.COMMAND_SERVICE,
            "docket.case.moved.v1",
            new Subject("case", "173688"),
            "173688",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            3,
            "acme",
            "10609",
            "demo",
            "c-1",
            "co-1",
            "ca-1",
            0,
            null,
            null,
            OffsetDateTime.parse("2011-10-01T00:38:44.546+02:00"),
            "because",
            new Activity("W_Nabellen offertes", "COMPLETE", "10609"),
            "{\"from\":\"a\",\"to\":\"b\"}".getBytes(UTF_8));

    @Test
    void headers_carry_the_whole_envelope() {
        Map<String, byte[]> headers = CloudEventHeaders.write(MOVED);

        EventEnvelope read = CloudEventHeaders.read("173688", headers::get, MOVED.data());

        assertThat(read).isEqualTo(MOVED);
        assertThat(new String(headers.get("ce_subject"), UTF_8)).isEqualTo("case/173688");
        assertThat(headers).doesNotContainKeys("ce_prevhash", "traceparent");
    }

    @Test
    void an_event_from_before_there_were_activities_has_none() {
        Map<String, byte[]> headers = CloudEventHeaders.write(MOVED);
        headers.keySet().removeAll(List.of("ce_activity", "ce_lifecycle", "ce_resource"));

        assertThat(CloudEventHeaders.read("173688", headers::get, MOVED.data()).activity())
                .isNull();
    }

    @Test
    void an_event_that_is_no_step_of_its_own_says_so() {
        Map<String, byte[]> headers = CloudEventHeaders.write(MOVED);
        headers.put("ce_activity", new byte[0]);
        headers.keySet().removeAll(List.of("ce_lifecycle", "ce_resource"));

        EventEnvelope read = CloudEventHeaders.read("173688", headers::get, MOVED.data());

        assertThat(read.activity()).isEqualTo(Activity.NONE);
        assertThat(CloudEventHeaders.write(read).get("ce_activity")).isEmpty();
        assertThat(CloudEventJson.write(read).path("activity").asText("none")).isEmpty();
    }

    @Test
    void a_record_without_a_tenant_is_refused() {
        Map<String, byte[]> headers = CloudEventHeaders.write(MOVED);
        headers.remove(CloudEventHeaders.TENANT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudEventHeaders.read("173688", headers::get, MOVED.data()))
                .withMessageContaining("ce_tenant");
    }

    @Test
    void json_form_is_a_cloud_event_with_its_data_inside() {
        var json = CloudEventJson.write(MOVED);

        assertThat(json.path("specversion").asText()).isEqualTo("1.0");
        assertThat(json.path("data").path("to").asText()).isEqualTo("b");
        assertThat(json.path("occurredat").asText()).isEqualTo("2011-10-01T00:38:44.546+02:00");
        assertThat(json.has("prevhash")).isFalse();
        assertThat(json.path("activity").asText()).isEqualTo("W_Nabellen offertes");
        assertThat(json.path("lifecycle").asText()).isEqualTo("COMPLETE");
        assertThat(json.path("resource").asText()).isEqualTo("10609");
    }
}
