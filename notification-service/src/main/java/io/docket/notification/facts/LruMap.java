package io.docket.notification.facts;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry that was not used for longest when it is full. Not thread-safe. */
final class LruMap<K, V> extends LinkedHashMap<K, V> {
    private final int maxEntries;
    private long evicted;

    LruMap(int maxEntries) {
        super(16, 0.75f, true);
        this.maxEntries = maxEntries;
    }

    long evicted() {
        return evicted;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        boolean full = size() > maxEntries;
        if (full) {
            evicted++;
        }
        return full;
    }
}
