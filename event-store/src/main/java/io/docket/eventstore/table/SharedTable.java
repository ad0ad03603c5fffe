package io.docket.eventstore.table;

import io.docket.eventstore.StoreUnavailableException;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A small durable map, ordered by key, that all instances share. A change is seen by its author when the call returns,
 * by other instances soon after. Held in memory: who uses it bounds it.
 */
public interface SharedTable extends AutoCloseable {
    Optional<byte[]> get(String key);

    /** The entries whose keys begin like this, as they are now. */
    NavigableMap<String, byte[]> startingWith(String prefix);

    /** @throws StoreUnavailableException if it is not known to be durable: it may be, and the call may be repeated */
    void put(String key, byte[] value);

    /** @throws StoreUnavailableException if it is not known to be durable: it may be, and the call may be repeated */
    void remove(String key);

    @Override
    void close();
}
