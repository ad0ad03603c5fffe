package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.kafka.PartitionLog.Fetched;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer of committed records with partitions assigned by hand. */
class SimulatedReader extends MockConsumer<byte[], byte[]> {
    private static final int MOST_RECORDS = 5;
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);
    private static final Duration ASK = Duration.ofSeconds(60);

    private final Life life;
    private final Schedule schedule;
    private final Chance chance;
    private final Cluster cluster;
    private final Duration atTheEnd;
    private final Map<TopicPartition, Long> positions = new TreeMap<>(ORDER);

    /** @param atTheEnd how long the broker holds back an answer that holds no record */
    SimulatedReader(Life life, Schedule schedule, Chance chance, Cluster cluster, Duration atTheEnd) {
        super("none");
        this.life = life;
        this.schedule = schedule;
        this.chance = chance;
        this.cluster = cluster;
        this.atTheEnd = atTheEnd;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        positions.keySet().retainAll(partitions);
        partitions.forEach(partition -> positions.putIfAbsent(partition, 0L));
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> seek(partition, 0));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return cluster.network()
                .ask(
                        life,
                        "beginning",
                        ASK,
                        () -> partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
    }

    @Override
    public long position(TopicPartition partition) {
        return positions.get(partition);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        try {
            Map<TopicPartition, Fetched> fetched = cluster.network().ask(life, "fetch", atMost, this::fetch);
            fetched.forEach((partition, found) -> {
                records.put(partition, found.records());
                positions.put(partition, found.next());
            });
        } catch (TimeoutException e) {
            return new ConsumerRecords<>(Map.of(), Map.of());
        }
        if (records.values().stream().allMatch(List::isEmpty)) {
            schedule.sleep(atTheEnd);
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    /** The broker answers for all partitions at once, but the reader may be given part of it. */
    private Map<TopicPartition, Fetched> fetch() {
        Map<TopicPartition, Fetched> fetched = new LinkedHashMap<>();
        positions.forEach((partition, from) -> {
            int most = chance.between(0, MOST_RECORDS);
            if (most > 0) {
                fetched.put(partition, cluster.log(partition).fetch(from, most, cluster.stableAsAsked(partition)));
            }
        });
        return fetched;
    }

    @Override
    public void close() {
        positions.clear();
    }
}
