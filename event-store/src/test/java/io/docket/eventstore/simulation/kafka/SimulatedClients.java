package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The Kafka clients of one process. */
public final class SimulatedClients extends KafkaClients {
    private static final Duration READ_WAIT = Duration.ofMillis(50);

    private final EventStoreConfig config;
    private final Life life;
    private final Schedule schedule;
    private final Chance chance;
    private final Cluster cluster;

    public SimulatedClients(EventStoreConfig config, Life life, Schedule schedule, Chance chance, Cluster cluster) {
        super(config);
        this.config = config;
        this.life = life;
        this.schedule = schedule;
        this.chance = chance;
        this.cluster = cluster;
    }

    @Override
    public Admin admin() {
        return SimulatedAdmin.of(life, cluster, config);
    }

    @Override
    public Producer<byte[], byte[]> writer(String instanceId, int mostBatchBytes) {
        return new SimulatedProducer(writerId(instanceId), life, schedule, chance, cluster, config.timing());
    }

    @Override
    public Consumer<byte[], byte[]> reader(int partition) {
        return new SimulatedReader(life, schedule, chance, cluster, READ_WAIT);
    }

    @Override
    public Consumer<byte[], byte[]> follower(String name) {
        return new SimulatedFollower(life, schedule, chance, cluster);
    }

    @Override
    public Consumer<byte[], byte[]> member(String instanceId) {
        return new SimulatedMember(instanceId, config, life, schedule, cluster);
    }
}
