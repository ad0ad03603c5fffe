package io.docket.eventstore.axon.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.axon.deadletter.SharedDeadLetterQueue.Limits;
import io.docket.eventstore.table.InMemoryTable;
import io.docket.eventstore.table.SharedTable;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

class SharedDeadLetterQueueTest extends AxonsQueueTests {
    private final InMemoryTable table = new InMemoryTable();

    @Override
    SharedTable table() {
        return table;
    }

    @Test
    void a_tracked_event_of_an_aggregate_stays_one() {
        SharedDeadLetterQueue<EventMessage<?>> queue = queue("group");
        GenericTrackedDomainEventMessage<String> event = new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(7),
                new GenericDomainEventMessage<>("type", "aggregate", 3, "payload", Map.of("key", "value")));

        queue.enqueue("sequence", new GenericDeadLetter<>("sequence", event));

        DeadLetter<? extends EventMessage<?>> stored =
                queue.deadLetterSequence("sequence").iterator().next();
        assertThat(stored.message()).isInstanceOfSatisfying(GenericTrackedDomainEventMessage.class, read -> {
            assertThat(read.trackingToken()).isEqualTo(event.trackingToken());
            assertThat(read.getType()).isEqualTo("type");
            assertThat(read.getAggregateIdentifier()).isEqualTo("aggregate");
            assertThat(read.getSequenceNumber()).isEqualTo(3);
            assertThat(read.getPayload()).isEqualTo("payload");
            assertThat(read.getMetaData()).isEqualTo(event.getMetaData());
        });
    }

    @Test
    void groups_share_a_table_and_nothing_else() {
        queue("one").enqueue("a/b", generateInitialLetter());
        queue("one-more").enqueue("a", generateInitialLetter());

        assertThat(queue("one").size()).isEqualTo(1);
        assertThat(queue("one").contains("a/b")).isTrue();
        assertThat(queue("one").contains("a")).isFalse();
    }

    private SharedDeadLetterQueue<EventMessage<?>> queue(String group) {
        return new SharedDeadLetterQueue<>(table, group, JacksonSerializer.defaultSerializer(), Limits.DEFAULT);
    }
}
