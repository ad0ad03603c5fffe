package io.docket.system.views;

import static java.util.stream.Collectors.toSet;

import io.docket.contracts.topic.Topics;
import io.docket.system.support.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The instances of projection-service as Kafka sees them. */
final class ProjectionGroup implements AutoCloseable {
    private static final String GROUP = "projection-service";

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", Platform.kafka()));

    /** True if so many instances share all partitions of the log, each with at least one. */
    boolean isSharedBy(int instances) throws ExecutionException, InterruptedException {
        List<Set<Integer>> owned = owned();
        return owned.size() == instances
                && owned.stream().noneMatch(Set::isEmpty)
                && owned.stream().mapToInt(Set::size).sum() == Topics.PARTITIONS;
    }

    private List<Set<Integer>> owned() throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP).get().members().stream()
                .map(member -> member.assignment().topicPartitions().stream()
                        .filter(partition -> partition.topic().equals(Topics.EVENTS.name()))
                        .map(TopicPartition::partition)
                        .collect(toSet()))
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}
