package io.docket.eventstore.internal.standby;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.internal.index.BrokenLogException;
import io.docket.eventstore.internal.index.IndexException;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.index.WarmIndexes;
import io.docket.eventstore.internal.log.LogIdentity;
import io.docket.eventstore.internal.log.LostRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The followed partitions, with whose index belongs to whom.
 *
 * <pre>
 *            chosen                          take (assigned to this instance)
 *   FREE ─────────────> FOLLOWED ──────────────────────────────> OWNED
 *    ^ <──────────────     │ not chosen any more, failed           │
 *    └─────────────────────┴───────────────────────────────────────┘ released
 * </pre>
 *
 * <p>A taken index goes to the writer as it is, still open. The writer fences the former owner and then reads from where
 * the index stands: so there is neither a gap nor anything read twice.
 */
final class Tails implements WarmIndexes, PartitionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

    private final EventStoreConfig config;
    private final LogIdentity identity;
    private final IndexFolder indexes;
    private final Choice choice;
    private final Map<Integer, Tail> tails = new HashMap<>();
    private final Set<Integer> owned = new HashSet<>();
    private final Set<Integer> broken = new HashSet<>();

    Tails(EventStoreConfig config, LogIdentity identity, IndexFolder indexes, Choice choice) {
        this.config = config;
        this.identity = identity;
        this.indexes = indexes;
        this.choice = choice;
    }

    @Override
    public synchronized @Nullable PartitionIndex take(int partition) {
        owned.add(partition);
        broken.remove(partition);
        Tail taken = tails.remove(partition);
        if (taken == null) {
            return null;
        }
        LOG.info(
                "event=standby-taken partition={} position={}",
                partition,
                taken.index().nextEvent());
        return taken.index();
    }

    @Override
    public void acquired(int partition) {
        // the index was taken before
    }

    @Override
    public synchronized void released(int partition) {
        owned.remove(partition);
    }

    synchronized OptionalLong nextOffset(int partition) {
        Tail tail = tails.get(partition);
        return tail == null
                ? OptionalLong.empty()
                : OptionalLong.of(tail.index().nextEvent());
    }

    /** Opens what is to be followed and is not yet, closes what is not to be followed any more. */
    synchronized Set<Tail> choose() {
        Set<Integer> chosen = choice.of(partition -> !owned.contains(partition) && !broken.contains(partition));
        Set<Integer> surplus = new HashSet<>(tails.keySet());
        surplus.removeAll(chosen);
        surplus.forEach(this::drop);
        for (int partition : chosen) {
            if (!tails.containsKey(partition)) {
                PartitionIndex index = indexes.openFromDisk(identity.ofIndex(partition));
                tails.put(partition, Tail.of(config, partition, index));
                LOG.info("event=standby-started partition={} position={}", partition, index.nextEvent());
            }
        }
        return Set.copyOf(tails.values());
    }

    /** Brings what was read into the indexes that are still here. */
    synchronized void apply(ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> reader) {
        for (Map.Entry<Integer, Tail> followed : List.copyOf(tails.entrySet())) {
            int partition = followed.getKey();
            try {
                followed.getValue().apply(records, reader);
            } catch (BrokenLogException e) {
                fail(partition, String.valueOf(e.getMessage()));
            } catch (IndexException e) {
                if (e.corrupt()) {
                    forget(partition, "it is corrupt");
                } else {
                    drop(partition);
                }
                throw e;
            }
        }
    }

    /** A partition whose log is not as it has to be is not followed any further. Its index stays as it is. */
    synchronized void fail(int partition, String reason) {
        if (tails.containsKey(partition)) {
            LOG.error("event=standby-failed partition={} reason=\"{}\"", partition, reason);
            broken.add(partition);
            drop(partition);
        }
    }

    /** The log does not reach as far as the index of a partition. */
    void lost(TopicPartition topic, long end, long seen) {
        fail(topic.partition(), LostRecords.message(topic, end, seen, indexes.of(topic.partition())));
    }

    /** Deletes an index that is of no use; it is built again. */
    private void forget(int partition, String reason) {
        if (tails.containsKey(partition)) {
            LOG.warn("event=index-dropped partition={} reason=\"{}\"", partition, reason);
            drop(partition);
            indexes.drop(partition);
        }
    }

    synchronized void dropAll() {
        List.copyOf(tails.keySet()).forEach(this::drop);
    }

    private void drop(int partition) {
        Tail tail = tails.remove(partition);
        if (tail != null) {
            tail.index().close();
        }
    }
}
