package io.docket.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewEventTest {
    private static final StreamId STREAM = new StreamId("acme", new Subject("counter", "c1~part"));

    @Test
    void an_event_is_what_its_stream_and_its_command_make_it() {
        EventEnvelope event = event(3);

        assertThat(StreamId.of(event)).isEqualTo("acme/counter/c1~part");
        assertThat(event.root()).isEqualTo("c1");
        assertThat(event.sequence()).isEqualTo(3);
        assertThat(event.actor()).isEqualTo("alice");
        assertThat(List.of(event.commandId(), event.correlationId(), event.causationId()))
                .containsOnly(event.commandId())
                .doesNotContain(event.id());
        assertThat(event.causationDepth()).isZero();
    }

    @Test
    void each_event_has_an_id_of_its_own() {
        assertThat(event(1).id()).isNotEqualTo(event(1).id());
    }

    @Test
    void it_is_appended_as_it_is() {
        InMemoryEventStore store = new InMemoryEventStore();
        EventEnvelope event = event(1);

        store.append(AppendRequest.of(event.root(), List.of(event)))
                .toCompletableFuture()
                .join();

        assertThat(store.read(STREAM.toString(), 1))
                .extracting(StoredEvent::event)
                .containsExactly(event);
    }

    private static EventEnvelope event(long sequence) {
        return NewEvent.of(STREAM, sequence, "example.counter.added.v1", "/counters", "alice", "{}".getBytes(UTF_8));
    }
}
