package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The brokers, seen as one: what was acknowledged is never lost, and any request may find nobody. */
public final class Cluster {
    private final Network network;
    private final TransactionCoordinator transactions;
    private final GroupCoordinator group;
    private final Map<TopicPartition, PartitionLog> logs = new HashMap<>();
    private final Map<Integer, SimulatedProducer> writers = new HashMap<>();
    private final Set<Claim> confirmed = new HashSet<>();
    private int foreigners;

    /** The group told a process that it owns a partition. */
    private record Claim(Life life, int partition) {}

    public Cluster(Schedule schedule, Chance chance, EventStoreConfig config) {
        this.network = new Network(schedule, chance);
        this.transactions = new TransactionCoordinator(schedule, chance, network, this);
        this.group = new GroupCoordinator(
                schedule,
                chance,
                network,
                config.events().partitions(),
                config.timing().sessionTimeout());
    }

    public Network network() {
        return network;
    }

    public GroupCoordinator group() {
        return group;
    }

    TransactionCoordinator transactions() {
        return transactions;
    }

    public PartitionLog log(TopicPartition partition) {
        return logs.computeIfAbsent(partition, PartitionLog::new);
    }

    /** The group told the process, at its assignment or when it asked, that the partition is its own. */
    void confirm(Life life, int partition) {
        confirmed.add(new Claim(life, partition));
    }

    /** Fences nobody twice on the same word of the group: in between, the partition may have got another owner. */
    void requireConfirmed(Life life, int partition) {
        if (!confirmed.remove(new Claim(life, partition))) {
            throw new AssertionError(life.name() + " takes partition " + partition + " without asking the group");
        }
    }

    /** Somebody else writes a record into the partition, and leaves it to the broker to abort the transaction. */
    public void leaveOpen(TopicPartition partition, Duration timeout) {
        String id = "foreign-" + ++foreigners;
        byte[] bytes = {1};
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(partition.topic(), partition.partition(), bytes, bytes);
        transactions.produce(id, transactions.init(id), partition, List.of(record), timeout.toNanos());
    }

    void fencedBy(int partition, SimulatedProducer producer) {
        writers.put(partition, producer);
    }

    /** The producer that fenced all others of a partition, if nobody fenced it since and no commit is under way. */
    public @Nullable SimulatedProducer writer(int partition) {
        SimulatedProducer writer = writers.get(partition);
        return writer != null && transactions.isLatest(writer.id(), writer.epoch()) ? writer : null;
    }
}
