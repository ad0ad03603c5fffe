package io.docket.command.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.command.decision.Refusal;
import io.docket.eventstore.InvalidStreamException;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.UnreadableEventException;
import org.junit.jupiter.api.Test;

class StoreRefusalsTest {
    @Test
    void an_impossible_identifier_is_the_clients_fault() {
        InvalidStreamException tooLong = catchThrowableOfType(
                InvalidStreamException.class, () -> InvalidStreamException.requireValid("x".repeat(10_240)));

        Refusal refusal = StoreRefusals.of(tooLong);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.detail()).contains("1024 characters, not 10240");
    }

    @Test
    void a_log_or_an_index_that_cannot_be_reached_may_be_back_soon() {
        Refusal refusal = StoreRefusals.of(new StoreUnavailableException("partition 3: No space left", null));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void events_of_several_roots_are_a_conflict() {
        assertThat(StoreRefusals.of(new SeveralRootsException("a", "b")).status())
                .isEqualTo(409);
    }

    @Test
    void a_history_that_cannot_be_read_is_500_for_good_and_tells_nothing_of_the_event() {
        Refusal refusal = StoreRefusals.of(
                new UnreadableEventException("acme/case/a 2", "docket.case.opened.v9", "unknown", null));

        assertThat(refusal.status()).isEqualTo(500);
        assertThat(refusal.slug()).isEqualTo("unreadable-history");
        assertThat(refusal.retryAfterSeconds()).isNull();
        assertThat(refusal.detail()).doesNotContain("acme");
    }
}
