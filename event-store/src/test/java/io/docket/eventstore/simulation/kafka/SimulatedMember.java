package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.simulation.kafka.GroupCoordinator.Joined;
import io.docket.eventstore.simulation.kafka.GroupCoordinator.Synced;
import io.docket.eventstore.simulation.kafka.GroupCoordinator.Verdict;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A consumer as a member of the group. Its heartbeats go on while its process runs, whatever its thread waits for. */
final class SimulatedMember extends MockConsumer<byte[], byte[]> {
    private static final int HEARTBEATS_PER_SESSION = 12;
    private static final Duration QUIET = Duration.ofMillis(20);

    private final String instance;
    private final EventStoreConfig config;
    private final Life life;
    private final Schedule schedule;
    private final Cluster cluster;
    private Set<Integer> assigned = new TreeSet<>();
    private @Nullable ConsumerRebalanceListener listener;
    private String memberId = "";
    private int generation = -1;
    private boolean rejoin = true;
    private boolean syncing;
    private boolean unknown;
    private boolean fenced;
    private boolean closed;
    private int joins;
    private int handled;
    private ConsumerGroupMetadata metadata = new ConsumerGroupMetadata("group");
    private Joined lastJoined = new Joined(Verdict.UNKNOWN_MEMBER, "");

    SimulatedMember(String instance, EventStoreConfig config, Life life, Schedule schedule, Cluster cluster) {
        super("earliest");
        this.instance = instance;
        this.config = config;
        this.life = life;
        this.schedule = schedule;
        this.cluster = cluster;
        beatLater();
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener newListener) {
        listener = newListener;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.copyOf(topicPartitions(assigned));
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        // nothing is read anyway
    }

    @Override
    public void enforceRebalance(String reason) {
        rejoin = true;
    }

    private void beatLater() {
        schedule.after(config.timing().sessionTimeout().toNanos() / HEARTBEATS_PER_SESSION, () -> {
            if (!closed && !life.dead()) {
                if (!schedule.stopped(life) && !memberId.isEmpty()) {
                    beat();
                }
                beatLater();
            }
        });
    }

    private void beat() {
        String current = memberId;
        int currentGeneration = generation;
        cluster.network()
                .send(life, "heartbeat", config.timing().sessionTimeout().dividedBy(2), () -> {
                    Verdict verdict = cluster.group().heartbeat(instance, current, currentGeneration);
                    if (current.equals(memberId) && currentGeneration == generation && !syncing) {
                        hear(verdict);
                    }
                    return verdict;
                });
    }

    private void hear(Verdict verdict) {
        switch (verdict) {
            case OK, WAIT -> {}
            case REBALANCE -> {
                rejoin = true;
                syncing = false;
            }
            case UNKNOWN_MEMBER -> {
                unknown = true;
                memberId = "";
            }
            case ILLEGAL_GENERATION -> unknown = true;
            case FENCED -> fenced = true;
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        requireNotFenced();
        if (unknown) {
            forget();
        }
        try {
            if (rejoin && !syncing) {
                join(atMost);
            } else if (syncing) {
                sync(atMost);
            } else {
                schedule.await(() -> rejoin || unknown || fenced, atMost);
            }
        } catch (TimeoutException e) {
            schedule.trace(() -> "group: " + e.getMessage());
        }
        return new ConsumerRecords<>(Map.of(), Map.of());
    }

    private void requireNotFenced() {
        if (fenced) {
            throw new FencedInstanceIdException("another member is known as " + instance);
        }
    }

    private void forget() {
        Set<Integer> lost = assigned;
        unknown = false;
        syncing = false;
        rejoin = true;
        generation = -1;
        if (!lost.isEmpty()) {
            listener().onPartitionsLost(topicPartitions(lost));
        }
        assigned = new TreeSet<>();
    }

    private void join(Duration atMost) {
        String current = memberId;
        Set<Integer> owned = Set.copyOf(assigned);
        int number = ++joins;
        Joined joined = ask("join", atMost, () -> {
            // requests of one connection arrive in order, none twice, and none once it is closed
            if (number == joins && handled != number && !life.dead()) {
                handled = number;
                lastJoined = cluster.group().join(instance, current, owned, life);
            }
            return lastJoined;
        });
        hear(joined.verdict());
        if (joined.verdict() == Verdict.OK) {
            memberId = joined.memberId();
            rejoin = false;
            syncing = true;
        }
    }

    private void sync(Duration atMost) {
        String current = memberId;
        Synced synced = ask("sync", atMost, () -> cluster.group().sync(instance, current));
        if (synced.verdict() == Verdict.WAIT) {
            schedule.sleep(QUIET);
            return;
        }
        hear(synced.verdict());
        if (synced.verdict() == Verdict.OK) {
            syncing = false;
            generation = synced.generation();
            metadata =
                    new ConsumerGroupMetadata(config.groupId(), generation, memberId, java.util.Optional.of(instance));
            become(synced.assignment());
        }
    }

    private void become(Set<Integer> assignment) {
        Set<Integer> revoked = new TreeSet<>(assigned);
        revoked.removeAll(assignment);
        Set<Integer> added = new TreeSet<>(assignment);
        added.removeAll(assigned);
        if (!revoked.isEmpty()) {
            listener().onPartitionsRevoked(topicPartitions(revoked));
            rejoin = true;
        }
        assigned = new TreeSet<>(assignment);
        added.forEach(partition -> cluster.confirm(life, partition));
        listener().onPartitionsAssigned(topicPartitions(added));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration atMost) {
        requireNotFenced();
        if (syncing) {
            throw new RebalanceInProgressException();
        }
        if (memberId.isEmpty() || unknown) {
            throw new CommitFailedException();
        }
        String current = memberId;
        int currentGeneration = generation;
        Verdict verdict = ask("commit offset", atMost, () -> {
            Verdict said = cluster.group().commit(instance, current, currentGeneration);
            if (said == Verdict.OK) {
                cluster.offsets().commit(offsets);
            }
            return said;
        });
        hear(verdict);
        switch (verdict) {
            case OK, WAIT, REBALANCE ->
                offsets.keySet().forEach(partition -> cluster.confirm(life, partition.partition()));
            case UNKNOWN_MEMBER, ILLEGAL_GENERATION -> throw new CommitFailedException();
            case FENCED -> requireNotFenced();
        }
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return metadata;
    }

    @Override
    public void close(CloseOptions options) {
        if (!assigned.isEmpty()) {
            if (memberId.isEmpty() || unknown || fenced) {
                listener().onPartitionsLost(topicPartitions(assigned));
            } else {
                listener().onPartitionsRevoked(topicPartitions(assigned));
            }
        }
        closed = true;
        String current = memberId;
        ask("leave", options.timeout().orElseThrow(), () -> cluster.group().leave(instance, current));
    }

    private <T> T ask(String what, Duration atMost, Supplier<T> handler) {
        return cluster.network().ask(life, what, atMost, handler);
    }

    private ConsumerRebalanceListener listener() {
        if (listener == null) {
            throw new IllegalStateException("not subscribed");
        }
        return listener;
    }

    private List<TopicPartition> topicPartitions(Set<Integer> partitions) {
        return partitions.stream()
                .map(partition -> new TopicPartition(config.events().name(), partition))
                .collect(Collectors.toList());
    }
}
