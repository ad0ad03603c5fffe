package io.docket.projection.messaging;

import io.docket.projection.apply.BatchApplier;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Preparation;
import io.docket.projection.apply.StoredPosition;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Starts each partition that this instance is given where the store says, whatever Kafka has committed. */
@ApplicationScoped
@Identifier("projection")
public class PartitionOwnership implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(PartitionOwnership.class);

    private final Preparation preparation;
    private final Partitions partitions;
    private final BatchApplier applier;

    public PartitionOwnership(Preparation preparation, Partitions partitions, BatchApplier applier) {
        this.preparation = preparation;
        this.partitions = partitions;
        this.applier = applier;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        try {
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(assigned).forEach((partition, end) -> ends.put(partition.partition(), end));
            Map<Integer, StoredPosition> stored = preparation.takeOver(ends);
            for (TopicPartition partition : assigned) {
                StoredPosition position = stored.getOrDefault(partition.partition(), new StoredPosition(0, 0));
                applier.forget(partition.partition());
                partitions.assigned(partition.partition(), position);
                consumer.seek(partition, position.safe());
                LOG.infof(
                        "partition taken over partition=%d stored=%d continues=%d end=%d",
                        partition.partition(), position.next(), position.safe(), ends.get(partition.partition()));
            }
        } catch (RuntimeException cannotStart) {
            LOG.errorf("cannot take over partitions, stops partitions=%s error=%s", assigned, cannotStart.getMessage());
            Quarkus.asyncExit(1);
            throw cannotStart;
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        for (TopicPartition partition : revoked) {
            partitions.revoked(partition.partition());
            applier.forget(partition.partition());
            LOG.infof("partition given up partition=%d", partition.partition());
        }
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
        onPartitionsRevoked(consumer, lost);
    }
}
