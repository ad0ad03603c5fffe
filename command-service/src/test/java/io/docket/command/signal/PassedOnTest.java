package io.docket.command.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.support.Scenario;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.event.SignalEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassedOnTest {
    @Test
    void what_happened_outside_is_passed_on() {
        assertThat(Scenario.start().when("emit-event", "{\"name\":\"payment.received\",\"data\":{\"amount\":7}}"))
                .containsExactly(new SignalEvent.Emitted(null, "payment.received", Scenario.json("{\"amount\":7}")));
    }

    @Test
    void people_are_told() {
        assertThat(Scenario.start().when("notify", "{\"users\":[\"ann\",\"bob\"],\"workflow\":\"mail\"}"))
                .containsExactly(new NotificationEvent.Requested(null, List.of("ann", "bob"), "mail", null));
    }

    @Test
    void a_case_that_is_named_is_there() {
        assertThat(Scenario.start()
                        .refusalWhen("emit-event", "{\"name\":\"x\",\"caseId\":\"K\"}")
                        .slug())
                .isEqualTo("unknown-case");
        assertThat(Scenario.start()
                        .refusalWhen("notify", "{\"users\":[\"ann\"],\"workflow\":\"mail\",\"caseId\":\"K\"}")
                        .slug())
                .isEqualTo("unknown-case");
    }
}
