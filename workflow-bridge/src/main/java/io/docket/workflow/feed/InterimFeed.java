package io.docket.workflow.feed;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.workflow.events.InterimEffects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.rebuild.InterimRebuild;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The events, once more, for what is known of interim data: in a group of their own, as nothing of it has to wait for the
 * engine. Offsets are committed after the effects.
 */
@ApplicationScoped
public class InterimFeed {
    private final InterimEffects effects;
    private final InterimRebuild rebuild;

    InterimFeed(InterimEffects effects, InterimRebuild rebuild) {
        this.effects = effects;
        this.rebuild = rebuild;
    }

    /** Returns when the events of the batch have had their effect. */
    @Incoming("interim")
    @Blocking("interim")
    public void consume(ConsumerRecords<String, byte[]> batch) {
        for (TopicPartition partition : batch.partitions()) {
            List<LoggedEvent> events = batch.records(partition).stream()
                    .map(record -> EventRecords.read(record, CloudEventHeaders.SUBJECT, InterimEffects::concerns))
                    .flatMap(Optional::stream)
                    .toList();
            if (!events.isEmpty()) {
                effects.apply(partition.partition(), events, rebuild::ensureWhole);
            }
        }
    }
}
