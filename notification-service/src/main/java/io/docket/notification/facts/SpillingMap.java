package io.docket.notification.facts;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map with so many entries in memory; the others, those that were not used for longest, are in a store. As long as all
 * fit, the store is not asked. Not thread-safe.
 *
 * @param <V> the values, which may change while they are here
 */
final class SpillingMap<V> {
    private final int maxEntries;
    private final FactStore store;
    private final Function<V, byte[]> write;
    private final BiFunction<String, byte[], V> read;
    private final LinkedHashMap<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long stored;

    private static final class Entry<V> {
        V value;
        boolean changed;
        final boolean stored;

        Entry(V value, boolean stored) {
            this.value = value;
            this.changed = !stored;
            this.stored = stored;
        }
    }

    SpillingMap(int maxEntries, FactStore store, Function<V, byte[]> write, BiFunction<String, byte[], V> read) {
        this.maxEntries = maxEntries;
        this.store = store;
        this.write = write;
        this.read = read;
    }

    /** The value of the key, to look at. */
    @Nullable
    V get(String key) {
        Entry<V> entry = entry(key);
        return entry == null ? null : entry.value;
    }

    /** The value of the key, to be changed; a new one if there is none. */
    V change(String key, Function<String, V> fresh) {
        Entry<V> entry = entry(key);
        if (entry == null) {
            return insert(key, new Entry<>(fresh.apply(key), false)).value;
        }
        entry.changed = true;
        return entry.value;
    }

    void put(String key, V value) {
        Entry<V> entry = entry(key);
        if (entry == null) {
            insert(key, new Entry<>(value, false));
        } else {
            entry.value = value;
            entry.changed = true;
        }
    }

    /** Entries in memory. */
    int size() {
        return entries.size();
    }

    /** Entries that are, or once were, in the store. */
    long stored() {
        return stored;
    }

    private @Nullable Entry<V> entry(String key) {
        Entry<V> known = entries.get(key);
        if (known != null || stored == 0) {
            return known;
        }
        byte[] kept = store.find(key);
        return kept == null ? null : insert(key, new Entry<>(read(key, kept), true));
    }

    private V read(String key, byte[] kept) {
        try {
            return read.apply(key, kept);
        } catch (UncheckedIOException e) {
            throw new FactsUnavailableException("what was kept of " + key + " cannot be read", e);
        }
    }

    /** Makes room first: if that fails, nothing has changed. */
    private Entry<V> insert(String key, Entry<V> entry) {
        while (entries.size() >= maxEntries) {
            Map.Entry<String, Entry<V>> eldest = entries.entrySet().iterator().next();
            store(eldest.getKey(), eldest.getValue());
            entries.remove(eldest.getKey());
        }
        entries.put(key, entry);
        return entry;
    }

    private void store(String key, Entry<V> entry) {
        if (entry.changed) {
            store.keep(key, write.apply(entry.value));
        }
        if (!entry.stored) {
            stored++;
        }
    }
}
