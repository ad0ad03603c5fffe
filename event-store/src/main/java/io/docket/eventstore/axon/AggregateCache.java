package io.docket.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Live aggregates in memory, bounded by their number. An entry is valid while this instance owns its partition: nobody
 * else writes then. All entries of a partition go when it is lost, and again before it is served anew.
 */
public final class AggregateCache implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
    private final List<EntryListener> listeners = new CopyOnWriteArrayList<>();

    private AggregateCache(int maxAggregates) {
        this.entries = Caffeine.newBuilder().maximumSize(maxAggregates).build();
    }

    /** A cache of aggregates whose identifiers are stream names, which follows the store's partitions. */
    public static AggregateCache of(EventStore store, int maxAggregates) {
        return of(store, StreamNaming.streamNames(), maxAggregates);
    }

    /** A cache that follows the store's partitions. */
    public static AggregateCache of(EventStore store, StreamNaming naming, int maxAggregates) {
        AggregateCache cache = new AggregateCache(maxAggregates);
        store.addListener(new PartitionListener() {
            @Override
            public void acquired(int partition) {
                forget(partition);
            }

            @Override
            public void released(int partition) {
                forget(partition);
            }

            private void forget(int partition) {
                cache.entries.asMap().keySet().removeIf(key -> partitionOf(key) == partition);
            }

            private int partitionOf(Object aggregateId) {
                String stream = naming.streamOf(aggregateId.toString()).toString();
                return store.partitionOf(store.rootOf(stream));
            }
        });
        return cache;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K key) {
        Object value = entries.getIfPresent(key);
        if (value != null) {
            tell(listener -> listener.onEntryRead(key, value));
        }
        return (V) value;
    }

    @Override
    public void put(Object key, Object value) {
        if (entries.asMap().put(key, value) == null) {
            tell(listener -> listener.onEntryCreated(key, value));
        } else {
            tell(listener -> listener.onEntryUpdated(key, value));
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        boolean absent = entries.asMap().putIfAbsent(key, value) == null;
        if (absent) {
            tell(listener -> listener.onEntryCreated(key, value));
        }
        return absent;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        return (T) entries.asMap().computeIfAbsent(key, absent -> value.get());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> change) {
        entries.asMap().computeIfPresent(key, (same, value) -> change.apply((V) value));
    }

    @Override
    public boolean remove(Object key) {
        boolean present = entries.asMap().remove(key) != null;
        if (present) {
            tell(listener -> listener.onEntryRemoved(key));
        }
        return present;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.asMap().containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Number of aggregates that are held now. */
    public long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    private void tell(Consumer<EntryListener> news) {
        listeners.forEach(news);
    }
}
