package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.schedule.Life;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** An administrator that can be asked for offsets, and for nothing else. */
final class SimulatedAdmin {
    private final Life life;
    private final Cluster cluster;
    private final Duration atMost;

    private SimulatedAdmin(Life life, Cluster cluster, Duration atMost) {
        this.life = life;
        this.cluster = cluster;
        this.atMost = atMost;
    }

    static Admin of(Life life, Cluster cluster, Duration atMost) {
        SimulatedAdmin admin = new SimulatedAdmin(life, cluster, atMost);
        return (Admin) Proxy.newProxyInstance(
                SimulatedAdmin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    if (method.getName().equals("listOffsets")) {
                        return admin.listOffsets((Map<?, ?>) args[0], args.length > 1 ? args[1] : null);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private ListOffsetsResult listOffsets(Map<?, ?> wanted, Object options) {
        boolean stable =
                options instanceof ListOffsetsOptions list && list.isolationLevel() == IsolationLevel.READ_COMMITTED;
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> offsets = new LinkedHashMap<>();
        try {
            Map<TopicPartition, Long> found = cluster.network().ask(life, "offsets", atMost, () -> {
                Map<TopicPartition, Long> result = new LinkedHashMap<>();
                wanted.forEach((partition, spec) ->
                        result.put((TopicPartition) partition, offset((TopicPartition) partition, spec, stable)));
                return result;
            });
            found.forEach((partition, offset) -> offsets.put(
                    partition, KafkaFuture.completedFuture(new ListOffsetsResultInfo(offset, -1, Optional.empty()))));
        } catch (KafkaException e) {
            KafkaFutureImpl<ListOffsetsResultInfo> failure = new KafkaFutureImpl<>();
            failure.completeExceptionally(e);
            wanted.keySet().forEach(partition -> offsets.put((TopicPartition) partition, failure));
        }
        return new ListOffsetsResult(offsets);
    }

    private long offset(TopicPartition partition, Object spec, boolean stable) {
        if (spec instanceof OffsetSpec.EarliestSpec) {
            return 0;
        }
        PartitionLog log = cluster.log(partition);
        return stable ? log.stable() : log.end();
    }
}
