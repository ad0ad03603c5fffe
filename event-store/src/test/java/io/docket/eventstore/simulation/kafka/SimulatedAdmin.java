package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.simulation.schedule.Life;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.Results;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/** An administrator that can be asked for offsets, and can fence; it can do nothing else. */
final class SimulatedAdmin {
    private final Life life;
    private final Cluster cluster;
    private final Duration atMost;
    private final String group;

    private SimulatedAdmin(Life life, Cluster cluster, EventStoreConfig config) {
        this.life = life;
        this.cluster = cluster;
        this.atMost = config.timing().commitTimeout();
        this.group = config.groupId();
    }

    static Admin of(Life life, Cluster cluster, EventStoreConfig config) {
        SimulatedAdmin admin = new SimulatedAdmin(life, cluster, config);
        return (Admin) Proxy.newProxyInstance(
                SimulatedAdmin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "listOffsets" -> admin.listOffsets((Map<?, ?>) args[0], args.length > 1 ? args[1] : null);
                        case "listConsumerGroupOffsets" ->
                            admin.groupOffsets((Map<?, ?>) args[0], (ListConsumerGroupOffsetsOptions) args[1]);
                        case "fenceProducers" -> admin.fence((Collection<?>) args[0]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    /** As Kafka's: a partition without an offset has none, one whose offset is not stable is missing. */
    private ListConsumerGroupOffsetsResult groupOffsets(Map<?, ?> specs, ListConsumerGroupOffsetsOptions options) {
        Collection<TopicPartition> wanted = ((ListConsumerGroupOffsetsSpec) specs.get(group)).topicPartitions();
        return Results.offsets(group, answer("offsets of the group", () -> {
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
            GroupOffsets offsets = cluster.offsetsAsAsked();
            for (TopicPartition partition : wanted) {
                if (!options.requireStable() || offsets.stable(partition)) {
                    found.put(partition, offsets.committed(partition).orElse(null));
                }
            }
            return found;
        }));
    }

    private FenceProducersResult fence(Collection<?> ids) {
        String id = (String) ids.iterator().next();
        return Results.fenced(id, answer("fence " + id, () -> {
            if (!cluster.fencingAllowed()) {
                throw new TransactionalIdAuthorizationException(id);
            }
            return new ProducerIdAndEpoch(1, (short) cluster.transactions().init(id));
        }));
    }

    private <T> KafkaFuture<T> answer(String what, Supplier<T> handler) {
        try {
            return KafkaFuture.completedFuture(cluster.network().ask(life, what, atMost, handler));
        } catch (KafkaException e) {
            KafkaFutureImpl<T> failure = new KafkaFutureImpl<>();
            failure.completeExceptionally(e);
            return failure;
        }
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
        return stable ? cluster.stableAsAsked(partition) : cluster.endAsAsked(partition);
    }
}
