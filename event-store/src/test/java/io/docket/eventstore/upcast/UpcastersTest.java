package io.docket.eventstore.upcast;

import static io.docket.eventstore.Events.append;
import static io.docket.eventstore.Events.counted;
import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Events;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpcastersTest {
    private static final String V3 = "test.account.counted.v3";

    private final InMemoryEventStore log = new InMemoryEventStore();
    private final EventStore store = new UpcastingEventStore(log, AccountUpcasters.ALL, Set.of(V3)::contains);

    @Test
    void an_event_goes_from_version_to_version_to_the_newest() {
        log.append(append(counted("a", 1)));

        EventEnvelope read =
                store.read(streamOf("a"), 1).findFirst().orElseThrow().event();

        assertThat(read.type()).isEqualTo(V3);
        assertThat(Json.tree(read.data())).isEqualTo(Json.tree("{\"total\":1,\"by\":\"alice\"}".getBytes()));
    }

    @Test
    void nothing_but_type_and_data_changes() {
        EventEnvelope written = counted("a", 1);
        log.append(append(written));

        StoredEvent read = store.read(streamOf("a"), 1).findFirst().orElseThrow();

        assertThat(read.event())
                .usingRecursiveComparison()
                .ignoringFields("type", "data")
                .isEqualTo(written);
        assertThat(log.read(streamOf("a"), 1).findFirst().orElseThrow().event()).isSameAs(written);
    }

    @Test
    void who_follows_the_log_gets_the_newest_version_too() {
        log.append(append(counted("a", 1)));

        try (EventFeed feed = store.log().follow(store.log().start())) {
            assertThat(feed.poll(Duration.ZERO))
                    .extracting(stored -> stored.event().type())
                    .containsExactly(V3);
        }
    }

    @Test
    void an_event_of_an_unknown_type_ends_the_reading_of_its_stream_alone() {
        log.append(append(counted("a", 1)));
        log.append(append(Events.ofType(counted("a", 2), "test.account.counted.v9")));
        log.append(append(counted("b", 1)));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> store.read(streamOf("a"), 1).toList())
                .withMessageContaining("acme/account/a 2")
                .satisfies(unreadable -> assertThat(unreadable.type()).isEqualTo("test.account.counted.v9"));

        assertThat(store.read(streamOf("b"), 1)).hasSize(1);
    }

    @Test
    void a_step_that_fails_is_the_same_error() {
        Upcasters failing = Upcasters.of(Upcaster.of("test.account.counted", 1, (data, event) -> {
            throw new IllegalStateException("no count");
        }));

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> failing.upcast(counted("a", 1)))
                .withMessageContaining("no count");
    }

    @Test
    void two_steps_from_one_version_are_refused() {
        Upcaster step = Upcaster.of("test.account.counted", 1, (data, event) -> data);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Upcasters.of(step, step))
                .withMessage("two steps from test.account.counted.v1");
    }

    @Test
    void a_type_without_a_version_stays_as_it_is() {
        assertThat(EventType.parse("java.lang.String")).isEmpty();
        assertThat(EventType.parse("docket.case.opened.v12")).contains(new EventType("docket.case.opened", 12));

        EventEnvelope plain = Events.ofType(counted("a", 1), "java.lang.String");

        assertThat(AccountUpcasters.ALL.upcast(plain)).isSameAs(plain);
    }

    @Test
    void a_step_may_change_the_data_that_it_is_given() {
        EventEnvelope event = counted("a", 1);
        byte[] before = event.data().clone();

        Upcasters.of(Upcaster.of("test.account.counted", 1, (data, _) -> ((ObjectNode) data).removeAll()))
                .upcast(event);

        assertThat(event.data()).isEqualTo(before);
    }
}
