package io.docket.eventstore.internal.standby;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.LogIdentity;
import io.docket.eventstore.internal.log.LogReader;
import io.docket.eventstore.internal.machine.Machine;
import io.docket.eventstore.internal.ownership.OwnedPartitions;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows partitions that this instance does not own and keeps their index warm. It only reads: it has no producer. One
 * thread follows all of them, a bounded batch at a time; it rests as long as a batch took, and altogether while an owned
 * partition is taken over.
 */
public final class Standby implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration YIELD = Duration.ofMillis(100);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final EventStoreConfig config;
    private final KafkaClients clients;
    private final OwnedPartitions ownPartitions;
    private final Tails tails;
    private final Machine machine;
    private final Machine.Worker worker;
    private Set<Tail> assigned = Set.of();
    private volatile boolean closing;

    /**
     * @param instance name of this instance
     * @param ownPartitions the partitions that come first
     */
    public Standby(
            EventStoreConfig config,
            KafkaClients clients,
            LogIdentity identity,
            IndexFolder indexes,
            String instance,
            OwnedPartitions ownPartitions,
            Machine machine) {
        this.config = config;
        this.clients = clients;
        this.ownPartitions = ownPartitions;
        this.machine = machine;
        this.tails = new Tails(
                config,
                identity,
                indexes,
                new Choice(
                        instance, config.events().partitions(), config.cluster().standby()));
        this.worker = machine.worker(config.events().name() + "-standby", this::run);
        indexes.warmedBy(tails);
        ownPartitions.addListener(tails);
    }

    /** Begins to follow, if there is anything to follow. */
    public void start() {
        if (config.cluster().standby() > 0) {
            worker.start();
        }
    }

    /** First offset of the events topic that the warm index of a partition does not hold; empty if it has none. */
    public OptionalLong nextOffset(int partition) {
        return tails.nextOffset(partition);
    }

    private void run() {
        while (!closing) {
            try (Consumer<byte[], byte[]> reader = clients.follower("standby")) {
                assigned = Set.of();
                while (!closing) {
                    turn(reader);
                }
            } catch (RuntimeException e) {
                LOG.warn("event=standby-interrupted reason=\"{}\"", e.toString());
                machine.sleep(RETRY_PAUSE);
            }
        }
        tails.dropAll();
    }

    private void turn(Consumer<byte[], byte[]> reader) {
        if (ownPartitions.isAnyBeingTakenOver()) {
            machine.sleep(YIELD);
            return;
        }
        assign(reader, tails.choose());
        if (assigned.isEmpty()) {
            machine.sleep(POLL);
            return;
        }
        ConsumerRecords<byte[], byte[]> records = poll(reader);
        long start = machine.nanoTime();
        tails.apply(records, reader);
        if (!records.isEmpty()) {
            long nanos = Math.min(machine.nanoTime() - start, LONGEST_REST.toNanos());
            machine.sleep(Duration.ofNanos(nanos));
        }
    }

    /** Reads from where the indexes stand. A partition that was away for a moment comes back with another index. */
    private void assign(Consumer<byte[], byte[]> reader, Set<Tail> wanted) {
        if (wanted.equals(assigned)) {
            return;
        }
        reader.assign(wanted.stream()
                .flatMap(tail -> Stream.of(tail.events(), tail.outcomes()))
                .toList());
        Map<TopicPartition, Long> begin =
                reader.beginningOffsets(wanted.stream().map(Tail::outcomes).toList());
        for (Tail tail : wanted) {
            reader.seek(tail.events(), tail.index().nextEvent());
            reader.seek(tail.outcomes(), Math.max(tail.index().nextOutcome(), begin.get(tail.outcomes())));
        }
        assigned = wanted;
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> reader) {
        try {
            return reader.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            tell(e.offsetOutOfRangePartitions(), reader);
            throw e;
        }
    }

    /** What the owner of such a partition says of it is for sure: here it may be the word of a leader that was replaced. */
    private void tell(Map<TopicPartition, Long> outOfRange, Consumer<byte[], byte[]> reader) {
        Map<TopicPartition, Long> begin = reader.beginningOffsets(outOfRange.keySet());
        Map<TopicPartition, Long> end = reader.endOffsets(outOfRange.keySet());
        outOfRange.forEach((topic, seen) -> {
            if (seen > end.get(topic)) {
                tails.lost(topic, end.get(topic), seen);
            } else if (topic.topic().equals(config.events().name()) && seen < begin.get(topic)) {
                tails.fail(topic.partition(), LogReader.deletedBefore(topic, begin.get(topic)));
            }
        });
    }

    @Override
    public void close() {
        closing = true;
        worker.awaitEnd(CLOSE);
    }
}
