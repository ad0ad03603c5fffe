package io.docket.eventstore.internal.log;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What former owners of a partition left behind. Each transaction carries the group's offset of the partition that it
 * writes. The coordinator takes that offset from the present owner only, and keeps it pending until the transaction ends:
 * so when the partition has a new owner and nothing is pending, no transaction of a former one can still be committed. A
 * coordinator that was replaced and does not know it may miss one that is pending; the records of that one are in the log
 * already, as they are acknowledged before the offset is sent, and whoever reads the log to its end waits for it.
 *
 * <p>With the offset goes the transactional id of who wrote it. Fencing that id ends what it left open at once, not
 * after its time-out; nothing else depends on it.
 */
public final class FormerOwners {
    private static final Logger LOG = LoggerFactory.getLogger(FormerOwners.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final String NOBODY = "";

    private final EventStoreConfig config;
    private final Admin admin;
    private final String ownId;
    private final Machine machine;

    /** @param ownId transactional id of this instance */
    public FormerOwners(EventStoreConfig config, Admin admin, String ownId, Machine machine) {
        this.config = config;
        this.admin = admin;
        this.ownId = ownId;
        this.machine = machine;
    }

    /** The note that the owner of a partition leaves with the group. */
    public static OffsetAndMetadata note(long nextOffset, String writerId) {
        return new OffsetAndMetadata(nextOffset, writerId);
    }

    /** The note of an owner that has ended and left nothing open. */
    public static OffsetAndMetadata farewell(long nextOffset) {
        return new OffsetAndMetadata(nextOffset, NOBODY);
    }

    /**
     * Waits until no transaction of a former owner can be committed any more. For the present owner alone.
     *
     * @param goOn asked between questions; when it says no, waiting stops
     * @return false if it was stopped
     * @throws KafkaException if the group cannot be asked now
     */
    public boolean awaitEnd(int number, BooleanSupplier goOn) {
        TopicPartition partition = new TopicPartition(config.events().name(), number);
        OffsetAndMetadata last = offsets(partition, false).get(partition);
        if (last != null && !last.metadata().equals(NOBODY) && !last.metadata().equals(ownId)) {
            fence(number, last.metadata());
        }
        while (!offsets(partition, true).containsKey(partition)) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            machine.sleep(LOOK_AGAIN);
        }
        return true;
    }

    /** The group's offset of the partition, null if it has none; nothing at all while one is pending and it has to be stable. */
    private Map<TopicPartition, @Nullable OffsetAndMetadata> offsets(TopicPartition partition, boolean stable) {
        return get(admin.listConsumerGroupOffsets(
                        Map.of(
                                config.groupId(),
                                new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                        new ListConsumerGroupOffsetsOptions().requireStable(stable))
                .partitionsToOffsetAndMetadata(config.groupId()));
    }

    private void fence(int partition, String writerId) {
        try {
            get(admin.fenceProducers(List.of(writerId)).all());
            LOG.info("event=former-owner-fenced partition={} writer={}", partition, writerId);
        } catch (KafkaException e) {
            LOG.warn(
                    "event=former-owner-not-fenced partition={} writer={} reason=\"{}\"",
                    partition,
                    writerId,
                    e.toString());
        }
    }

    private <T> T get(KafkaFuture<T> answer) {
        return AdminAnswer.get(answer, config.timing().commitTimeout(), "former owners");
    }
}
