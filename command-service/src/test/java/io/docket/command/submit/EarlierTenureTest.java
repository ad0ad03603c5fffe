package io.docket.command.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.command.decision.Rejection;
import io.docket.command.interim.InterimData;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Service;
import io.docket.contracts.event.InterimRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The partition goes and comes back while a command is decided: nothing that was decided before is committed. */
class EarlierTenureTest {
    private static final String MESSAGE = "{\"messageId\":\"K1~m\",\"name\":\"paid\",\"correlationKey\":\"k\","
            + "\"caseId\":\"K1\",\"payload\":{\"key\":\"bpm-message-payloads:x\",\"sha256\":\"" + "ab".repeat(32)
            + "\"}}";

    private final MemoryEventStore store = new MemoryEventStore();
    private final Bridge bridge = new Bridge();
    private final Service service = Service.over(store, bridge);

    @BeforeEach
    void open() {
        try (Service loans = Service.withLoans(store, null)) {
            loans.send("open-case", "{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{\"a\":1}}");
        }
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void events_are_not_written_and_the_command_may_be_sent_again() {
        bridge.whileAsked(store::handOver);

        Answer first = service.send("publish-message", MESSAGE, "k", null);

        assertThat(unavailable(first)).isTrue();
        assertThat(store.head("acme/message/K1~m")).isZero();
        assertThat(store.outcome("acme", "k")).isEmpty();
        assertThat(service.send("publish-message", MESSAGE, "k", null).status()).isEqualTo(201);
    }

    @Test
    void a_refusal_is_not_recorded_and_decided_again() {
        bridge.whileAsked(() -> {
            store.handOver();
            throw Rejection.unknown("interim-data-mismatch", "/payload", "it is something else");
        });

        Answer first = service.send("publish-message", MESSAGE, "k", null);

        assertThat(unavailable(first)).isTrue();
        assertThat(store.outcome("acme", "k")).isEmpty();
        assertThat(service.send("publish-message", MESSAGE, "k", null).status()).isEqualTo(201);
    }

    @Test
    void that_nothing_was_to_change_is_not_recorded_and_decided_again() {
        String same = "{\"caseId\":\"K1\",\"data\":{\"a\":1}}";
        store.beforeNextAppend(store::handOver);

        Answer first = service.send("update-case", same, "k", null);

        assertThat(unavailable(first)).isTrue();
        assertThat(store.outcome("acme", "k")).isEmpty();
        assertThat(service.send("update-case", same, "k", null).status()).isEqualTo(200);
    }

    private static boolean unavailable(Answer answer) {
        return answer instanceof Refused refused
                && refused.refusal().status() == 503
                && refused.refusal().retryAfterSeconds() != null;
    }

    /** A bridge that has what is asked for; something may happen while it is asked. */
    private static final class Bridge implements InterimData {
        private Runnable next = () -> {};

        void whileAsked(Runnable happens) {
            next = happens;
        }

        @Override
        public Brought require(Use use, String id, InterimRef reference, String commandId) {
            Runnable now = next;
            next = () -> {};
            now.run();
            return new Brought(JsonNodeFactory.instance.objectNode(), null);
        }
    }
}
