package io.docket.notification.facts;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what does not fit into memory. Any thread may use it. Whatever cannot be kept or found again is a
 * {@link FactsUnavailableException}; the same may be tried again.
 */
public interface FactStore extends AutoCloseable {
    /** Keeps the value under the key, in the place of what was kept before. */
    void keep(String key, byte[] value);

    /** What was kept under the key; null if nothing was. */
    byte @Nullable [] find(String key);

    /** Keeps who had an entity from the offset on. */
    void keepAssignment(String entity, long offset, @Nullable String assignee);

    /** Who had the entity when everything below the offset had happened; null for nobody, and if nothing was kept. */
    @Nullable
    String assigneeBefore(String entity, long offset);

    @Override
    void close();
}
