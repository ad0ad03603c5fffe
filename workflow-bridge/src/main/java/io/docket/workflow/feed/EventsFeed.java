package io.docket.workflow.feed;

import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.recovery.EngineRecovery;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The events, one consumer for each partition (see {@code concurrency} in the configuration): a partition whose effect
 * has to wait holds up no other. Offsets are committed after the effects.
 */
@ApplicationScoped
public class EventsFeed {
    private final EventEffects effects;
    private final EngineRecovery recovery;
    private final MemoryRebuild rebuild;

    EventsFeed(EventEffects effects, EngineRecovery recovery, MemoryRebuild rebuild) {
        this.recovery = recovery;
        this.effects = effects;
        this.rebuild = rebuild;
    }

    /** Returns when the events of the batch have had their effect. */
    @Incoming("events")
    @Blocking("events")
    public void consume(ConsumerRecords<String, byte[]> batch) {
        recovery.ensureKnown();
        rebuild.ensureWhole();
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
