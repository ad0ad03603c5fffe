package io.docket.workflow.feed;

import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.LoggedEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The events for the engine, one consumer for each partition (see {@code concurrency} in the configuration): a partition whose effect
 * has to wait holds up no other. Offsets are committed after the effects.
 */
@ApplicationScoped
public class EventsFeed {
    private final EventEffects effects;

    EventsFeed(EventEffects effects) {
        this.effects = effects;
    }

    /** Returns when the events of the batch have had their effect. */
    @Incoming("events")
    @Blocking("events")
    public void consume(ConsumerRecords<String, byte[]> batch) {
        for (TopicPartition partition : batch.partitions()) {
            List<LoggedEvent> events = batch.records(partition).stream()
                    .map(EventRecords::read)
                    .flatMap(Optional::stream)
                    .toList();
            if (!events.isEmpty()) {
                effects.apply(partition.partition(), events);
            }
        }
    }
}
