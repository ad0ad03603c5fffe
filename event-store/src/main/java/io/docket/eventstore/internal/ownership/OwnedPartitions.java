package io.docket.eventstore.internal.ownership;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.machine.Machine;
import io.docket.eventstore.internal.writer.OwnedPartition;
import io.docket.eventstore.internal.writer.OwnershipProof;
import io.docket.eventstore.internal.writer.Tenure;
import io.docket.eventstore.internal.writer.WriterContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The partitions that are assigned to this instance now, each with its writer. */
public final class OwnedPartitions implements GroupMember.Assignment, PartitionListener {
    /** How long those who ask may wait while partitions are drained. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final EventStoreConfig config;
    private final Map<Integer, OwnedPartition> owned = new ConcurrentHashMap<>();
    private final Map<Integer, OwnedPartition> ending = new ConcurrentHashMap<>();
    private final List<PartitionListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong tenures = new AtomicLong();
    private @Nullable WriterContext context;
    private @Nullable OwnershipProof proof;

    public OwnedPartitions(EventStoreConfig config) {
        this.config = config;
    }

    /** Gives what new writers need; before the group is joined. */
    public void start(WriterContext newContext, OwnershipProof newProof) {
        context = newContext;
        proof = newProof;
    }

    /** Number of the latest tenure; those of partitions that are assigned from now on are greater. */
    public long tenure() {
        return tenures.get();
    }

    /**
     * The partition, if this instance owns it.
     *
     * @throws NotOwnerException if it does not
     */
    public OwnedPartition owned(int partition) {
        OwnedPartition found = owned.get(partition);
        if (found == null) {
            throw new NotOwnerException("partition " + partition + " is not assigned to this instance", null);
        }
        return found;
    }

    /**
     * The answer of the first partition that has one, of those that can be read now.
     *
     * @throws StoreUnavailableException if the index of one of them cannot be read
     */
    public <T> Optional<T> ask(Function<PartitionIndex, Optional<T>> question) {
        return owned.values().stream()
                .flatMap(partition -> partition.askIfReadable(question).stream())
                .findFirst();
    }

    public List<PartitionStatus> status() {
        return IntStream.range(0, config.events().partitions())
                .mapToObj(this::status)
                .toList();
    }

    /** True if the partition answers reads and appends. */
    public boolean serves(int partition) {
        OwnedPartition found = owned.get(partition);
        return found != null && found.serves();
    }

    /** True while a partition does not serve yet: it needs the disk and the log more than anything else does. */
    public boolean isAnyBeingTakenOver() {
        return owned.values().stream()
                .map(partition -> partition.status().state())
                .anyMatch(state -> state == State.TAKING_OVER || state == State.IN_DOUBT);
    }

    private PartitionStatus status(int partition) {
        OwnedPartition found = owned.get(partition);
        return found == null ? new PartitionStatus(partition, State.NOT_OWNED, "", -1, 0) : found.status();
    }

    public void addListener(PartitionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void assigned(List<Integer> partitions) {
        for (int partition : partitions) {
            OwnedPartition next = new OwnedPartition(
                    new Tenure(partition, tenures.incrementAndGet()),
                    Objects.requireNonNull(context, "not started"),
                    Objects.requireNonNull(proof, "not started"),
                    ending.remove(partition));
            owned.put(partition, next);
            next.start();
        }
    }

    @Override
    public void revoked(List<Integer> partitions, Runnable meanwhile) {
        Duration drain = config.timing().drain();
        List<OwnedPartition> leaving = end(partitions);
        leaving.forEach(partition -> partition.drain(drain));
        awaitEnd(leaving, drain.multipliedBy(2), meanwhile);
        leaving.forEach(OwnedPartition::abandon);
    }

    private void awaitEnd(List<OwnedPartition> leaving, Duration atMost, Runnable meanwhile) {
        Machine machine = Objects.requireNonNull(context, "not started").machine();
        long untilNanos = machine.nanoTime() + atMost.toNanos();
        for (OwnedPartition partition : leaving) {
            while (!partition.awaitEnd(PAUSE) && machine.nanoTime() < untilNanos) {
                meanwhile.run();
            }
        }
    }

    @Override
    public void lost(List<Integer> partitions) {
        end(partitions).forEach(OwnedPartition::abandon);
    }

    @Override
    public boolean taken(int partition) {
        OwnedPartition found = owned.get(partition);
        return found != null && found.taken();
    }

    @Override
    public long nextOffset(int partition) {
        return Math.max(0, status(partition).nextOffset());
    }

    private List<OwnedPartition> end(List<Integer> partitions) {
        return partitions.stream()
                .flatMap(partition -> {
                    OwnedPartition leaving = owned.remove(partition);
                    if (leaving != null) {
                        ending.put(partition, leaving);
                    }
                    return Stream.ofNullable(leaving);
                })
                .toList();
    }

    /** Drains what is still owned and waits until every writer has ended. */
    public void close() {
        revoked(List.copyOf(owned.keySet()), () -> {});
        ending.values().forEach(partition -> partition.awaitEnd(config.timing().drain()));
    }

    @Override
    public void acquired(int partition) {
        listeners.forEach(listener -> listener.acquired(partition));
    }

    @Override
    public void released(int partition) {
        listeners.forEach(listener -> listener.released(partition));
    }
}
