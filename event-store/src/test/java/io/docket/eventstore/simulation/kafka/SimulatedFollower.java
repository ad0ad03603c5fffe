package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;

/** A reader that follows a log for long, in no hurry. While the network has faults, it sometimes fails for good. */
final class SimulatedFollower extends SimulatedReader {
    private static final Duration AT_THE_END = Duration.ofMillis(200);

    private final Cluster cluster;

    SimulatedFollower(Life life, Schedule schedule, Chance chance, Cluster cluster) {
        super(life, schedule, chance, cluster, AT_THE_END);
        this.cluster = cluster;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        if (cluster.network().breaksClient()) {
            throw new KafkaException("the reader failed");
        }
        return super.poll(atMost);
    }
}
