package io.docket.projection.apply;

import io.docket.contracts.position.Position;
import io.docket.projection.deadletter.CurrentGenerations;
import io.docket.projection.freshness.Watermarks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The partitions that this instance reads, and how far. */
@ApplicationScoped
public class Partitions implements CurrentGenerations {
    private final Map<Integer, PartitionProgress> progress = new HashMap<>();
    private final Set<Integer> assigned = new HashSet<>();
    private final Watermarks watermarks;
    private final Clock clock;

    public Partitions(Watermarks watermarks, Clock clock) {
        this.watermarks = watermarks;
        this.clock = clock;
    }

    /** Takes a partition over, from where the store says. */
    public synchronized void assigned(int partition, StoredPosition position) {
        place(partition, position);
        assigned.add(partition);
    }

    /** Gives a partition up: records of it that are still on their way are dropped. */
    public synchronized void revoked(int partition) {
        assigned.remove(partition);
    }

    /** The partitions that this instance reads. */
    public synchronized Set<Integer> assigned() {
        return Set.copyOf(assigned);
    }

    /** True if the record is to be applied now. */
    synchronized boolean accepts(Position position) {
        PartitionProgress partition = progress.get(position.partition());
        return partition != null && assigned.contains(position.partition()) && partition.accepts(position.offset());
    }

    /** The offset that the store is expected to be at. */
    public synchronized long stored(int partition) {
        return known(partition).stored();
    }

    /** The offset up to which the events are in the views since the partition was taken over or rewound. */
    synchronized long applied(int partition) {
        return known(partition).applied();
    }

    @Override
    public synchronized List<String> in(int partition) {
        PartitionProgress known = progress.get(partition);
        return known == null ? List.of() : known.generations();
    }

    /** The collections that are written, by partition. */
    synchronized Map<Integer, List<String>> generations(Set<Integer> partitions) {
        Map<Integer, List<String>> generations = new HashMap<>();
        partitions.forEach(
                partition -> generations.put(partition, known(partition).generations()));
        return generations;
    }

    /** Goes on with the collections that the store names; the partitions where they are others than before. */
    synchronized Set<Integer> regroup(Map<Integer, StoredPosition> stored) {
        Set<Integer> changed = new HashSet<>();
        for (Map.Entry<Integer, StoredPosition> entry : stored.entrySet()) {
            PartitionProgress partition = known(entry.getKey());
            if (!partition.generations().equals(entry.getValue().generations())) {
                partition.regroup(entry.getValue().generations());
                changed.add(entry.getKey());
            }
        }
        return changed;
    }

    /** What to store for the partition after a batch that ended before {@code next}. */
    synchronized StoredPosition advance(int partition, long next) {
        return known(partition).advance(next, Instant.now(clock));
    }

    /** Notes what is stored now. */
    synchronized void advanced(int partition, StoredPosition position) {
        known(partition).advanced(position, Instant.now(clock));
        watermarks.reached(partition, position.next());
    }

    /** Notes how far another instance is; nothing if the partition came to this one meanwhile, which knows better. */
    synchronized void reachedElsewhere(int partition, long next) {
        if (!assigned.contains(partition)) {
            watermarks.reached(partition, next);
        }
    }

    /** Starts the partition again where the store says. */
    synchronized void rewound(int partition, StoredPosition position) {
        place(partition, position);
    }

    private void place(int partition, StoredPosition position) {
        @Nullable PartitionProgress before = progress.get(partition);
        if (before == null) {
            progress.put(partition, new PartitionProgress(position));
        } else {
            before.rewind(position);
        }
        watermarks.reached(partition, position.next());
    }

    private PartitionProgress known(int partition) {
        PartitionProgress known = progress.get(partition);
        if (known == null) {
            throw new IllegalStateException("partition " + partition + " was never assigned");
        }
        return known;
    }
}
