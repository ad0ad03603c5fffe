package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.contracts.envelope.Activity;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeMetaDataTest {
    @Test
    void it_survives_the_way_through_a_message() {
        EnvelopeMetaData full = new EnvelopeMetaData(
                "alice",
                "bob",
                "command",
                "correlation",
                "causation",
                2,
                "00-trace",
                OffsetDateTime.parse("2011-10-01T00:38:44.546+02:00"),
                "because",
                new Activity("call", "complete", null));

        assertThat(EnvelopeMetaData.from(full.toMetaData())).isEqualTo(full);
    }

    @Test
    void an_event_that_is_no_step_of_its_own_stays_one() {
        EnvelopeMetaData none = new EnvelopeMetaData("alice", null, "c", "c", "c", 0, null, null, null, Activity.NONE);

        assertThat(EnvelopeMetaData.from(none.toMetaData())).isEqualTo(none);
    }

    @Test
    void what_is_absent_stays_absent() {
        EnvelopeMetaData small = EnvelopeMetaData.ofCommand("alice", "command");

        assertThat(small.toMetaData())
                .doesNotContainKeys("submitter", "occurredAt", "reason", "traceparent", "activity");
        assertThat(EnvelopeMetaData.from(small.toMetaData())).isEqualTo(small);
    }

    @Test
    void a_message_without_an_actor_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvelopeMetaData.from(Map.of("commandId", "command")))
                .withMessageContaining("actor");
    }
}
