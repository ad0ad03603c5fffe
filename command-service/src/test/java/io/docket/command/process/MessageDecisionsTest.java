package io.docket.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.process.message.MessageState;
import io.docket.command.support.RecordingInterimData;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.MessageEvent.Published;
import io.docket.contracts.event.MessageEvent.Refused;
import org.junit.jupiter.api.Test;

class MessageDecisionsTest {
    private static final Published PUBLISHED = new Published("paid", "k", null, null, "PT1H", null);

    @Test
    void a_message_is_published_with_what_was_asked_for() {
        assertThat(Scenario.start().when("publish-message", "{\"name\":\"paid\",\"correlationKey\":\"k\"}"))
                .containsExactly(PUBLISHED);
        assertThat(
                        Scenario.start()
                                .when(
                                        "publish-message",
                                        "{\"name\":\"paid\",\"correlationKey\":\"k\",\"variables\":{\"a\":1},\"timeToLive\":\"P1D\"}"))
                .containsExactly(new Published("paid", "k", Scenario.json("{\"a\":1}"), null, "PT24H", null));
    }

    @Test
    void a_payload_must_be_what_was_brought() {
        InterimRef known = new InterimRef("bpm-message-payloads:x", "ab".repeat(32), null);
        RecordingInterimData interim = new RecordingInterimData(known);
        String message = "{\"name\":\"paid\",\"correlationKey\":\"k\",\"payload\":{\"key\":\"%s\",\"sha256\":\"%s\"}}";

        assertThat(Scenario.with(interim)
                        .refusalWhen("publish-message", message.formatted(known.key(), "cd".repeat(32)))
                        .status())
                .isEqualTo(422);
        assertThat(Scenario.with(interim).when("publish-message", message.formatted(known.key(), known.sha256())))
                .containsExactly(new Published("paid", "k", null, known, "PT1H", null));
        assertThat(interim.asked()).containsExactly("PUBLISH_MESSAGE paid", "PUBLISH_MESSAGE paid");
    }

    @Test
    void a_message_for_a_case_that_is_not_there_or_of_no_sensible_life_is_refused() {
        String message = "{\"name\":\"paid\",\"correlationKey\":\"k\"";

        assertThat(Scenario.start()
                        .refusalWhen("publish-message", message + ",\"caseId\":\"nowhere\"}")
                        .status())
                .isEqualTo(422);
        for (String time : new String[] {"soon", "-PT1S", "P31D"}) {
            assertThat(Scenario.start()
                            .refusalWhen("publish-message", message + ",\"timeToLive\":\"" + time + "\"}")
                            .errors())
                    .extracting(error -> error.pointer())
                    .containsExactly("/timeToLive");
        }
    }

    @Test
    void that_the_engine_will_not_take_it_is_recorded_once() {
        String refused = "{\"messageId\":\"m\",\"code\":\"too-large\",\"message\":\"4 MB\"}";
        Refused event = new Refused("too-large", "4 MB");

        assertThat(Scenario.start().given(MessageState.KIND, "m", PUBLISHED).when("record-message", refused))
                .containsExactly(event);
        assertThat(Scenario.start()
                        .given(MessageState.KIND, "m", PUBLISHED, event)
                        .when("record-message", refused))
                .isEmpty();
    }
}
