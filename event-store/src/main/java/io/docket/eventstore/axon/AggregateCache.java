package io.docket.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Live aggregates in memory, bounded by their number and by the bytes that they were made of. An entry is valid while this
 * instance owns its partition: nobody else writes then. All entries of a partition go when it is lost, and again before it
 * is served anew. One that was read before is not taken afterwards, whenever its unit of work ends
 * ({@link DecisionTenure}).
 */
public final class AggregateCache implements Cache {
    private final EventStore store;
    private final StreamNaming naming;
    private final com.github.benmanes.caffeine.cache.Cache<Object, Entry> entries;
    private final List<EntryListener> listeners = new CopyOnWriteArrayList<>();

    /** The least tenure whose entries are valid, by partition; any where there is none. */
    private final Map<Integer, Long> validFrom = new ConcurrentHashMap<>();

    /** An aggregate, the tenure in which it was read or made, and the bytes that it was made of. */
    private record Entry(Object value, int partition, long tenure, long bytes) {
        Entry with(Object newValue) {
            return new Entry(newValue, partition, tenure, bytes);
        }

        Entry withBytes(long newBytes) {
            return new Entry(value, partition, tenure, newBytes);
        }
    }

    private AggregateCache(EventStore store, StreamNaming naming, CacheLimits limits) {
        this.store = store;
        this.naming = naming;
        int share = limits.share();
        this.entries = Caffeine.newBuilder()
                .maximumWeight((long) share * limits.aggregates())
                .weigher((Object key, Entry entry) -> Math.clamp(entry.bytes(), share, Integer.MAX_VALUE))
                .build();
    }

    /** A cache of aggregates whose identifiers are stream names, which follows the store's partitions. */
    public static AggregateCache of(EventStore store, int maxAggregates) {
        return of(store, StreamNaming.streamNames(), maxAggregates);
    }

    /** A cache that follows the store's partitions. */
    public static AggregateCache of(EventStore store, StreamNaming naming, int maxAggregates) {
        return of(store, naming, CacheLimits.of(maxAggregates));
    }

    /** The same with a bound on its bytes, too, which is a part of the heap otherwise. */
    public static AggregateCache of(EventStore store, StreamNaming naming, CacheLimits limits) {
        AggregateCache cache = new AggregateCache(store, naming, limits);
        store.addListener(new PartitionListener() {
            @Override
            public void acquired(int partition) {
                cache.forget(partition, store.tenure());
            }

            @Override
            public void released(int partition) {
                cache.forget(partition, store.tenure() + 1);
            }
        });
        return cache;
    }

    /** Drops the entries of a partition, and takes none from before that tenure. */
    private void forget(int partition, long from) {
        validFrom.put(partition, from);
        entries.asMap().values().removeIf(entry -> entry.partition() == partition);
    }

    private Entry entry(Object key, Object value) {
        String stream = naming.streamOf(key.toString()).toString();
        AggregateSize size = AggregateSize.of(key.toString());
        Entry entry =
                new Entry(value, store.partitionOf(store.rootOf(stream)), DecisionTenure.note(store), size.bytes());
        if (CurrentUnitOfWork.isStarted()) {
            weighAgain(key, entry, size, CurrentUnitOfWork.get().root());
        }
        return entry;
    }

    /** Axon puts an aggregate that it has loaded before it writes the events, which count as well. */
    private void weighAgain(Object key, Entry entry, AggregateSize size, UnitOfWork<?> unitOfWork) {
        if (unitOfWork.phase().isBefore(UnitOfWork.Phase.AFTER_COMMIT)) {
            unitOfWork.afterCommit(_ -> {
                if (size.bytes() > entry.bytes()) {
                    entries.asMap().replace(key, entry, entry.withBytes(size.bytes()));
                }
            });
        }
    }

    private boolean isValid(Entry entry) {
        return entry.tenure() >= validFrom.getOrDefault(entry.partition(), Long.MIN_VALUE);
    }

    private @Nullable Object valid(@Nullable Entry entry) {
        return entry != null && isValid(entry) ? entry.value() : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K key) {
        DecisionTenure.note(store);
        Entry entry = entries.getIfPresent(key);
        Object value = valid(entry);
        if (entry != null && value != null) {
            AggregateSize.of(key.toString()).atLeast(entry.bytes());
            tell(listener -> listener.onEntryRead(key, value));
        }
        return (V) value;
    }

    @Override
    public void put(Object key, Object value) {
        Entry next = entry(key, value);
        if (!isValid(next)) {
            return;
        }
        if (valid(entries.asMap().put(key, next)) == null) {
            tell(listener -> listener.onEntryCreated(key, value));
        } else {
            tell(listener -> listener.onEntryUpdated(key, value));
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        Entry next = entry(key, value);
        if (!isValid(next)) {
            return false;
        }
        Entry before = entries.asMap().putIfAbsent(key, next);
        boolean absent = before == null || (!isValid(before) && entries.asMap().replace(key, before, next));
        if (absent) {
            tell(listener -> listener.onEntryCreated(key, value));
        }
        return absent;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T computeIfAbsent(Object key, Supplier<T> value) {
        DecisionTenure.note(store);
        return (T) entries.asMap()
                .compute(key, (same, before) -> valid(before) == null ? entry(key, value.get()) : before)
                .value();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> change) {
        entries.asMap().computeIfPresent(key, (same, before) -> {
            V changed = isValid(before) ? change.apply((V) before.value()) : null;
            return changed == null ? null : before.with(changed);
        });
    }

    @Override
    public boolean remove(Object key) {
        boolean present = valid(entries.asMap().remove(key)) != null;
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
        return valid(entries.asMap().get(key)) != null;
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
