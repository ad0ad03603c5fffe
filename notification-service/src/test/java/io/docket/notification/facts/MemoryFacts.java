package io.docket.notification.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store in memory, that fails while the test says so. */
public final class MemoryFacts implements FactStore {
    public final Map<String, byte[]> values = new HashMap<>();
    public boolean failing;
    private final Map<String, TreeMap<Long, String>> assignments = new HashMap<>();

    /** A book that keeps in memory what it has no room for. */
    public static FactBook book(int maxEntities) {
        return new FactBook(maxEntities, new MemoryFacts());
    }

    @Override
    public void keep(String key, byte[] value) {
        check();
        values.put(key, value);
    }

    @Override
    public byte @Nullable [] find(String key) {
        check();
        return values.get(key);
    }

    @Override
    public void keepAssignment(String entity, long offset, @Nullable String assignee) {
        check();
        assignments.computeIfAbsent(entity, key -> new TreeMap<>()).put(offset, assignee);
    }

    @Override
    public @Nullable String assigneeBefore(String entity, long offset) {
        check();
        Map.Entry<Long, String> last =
                assignments.getOrDefault(entity, new TreeMap<>()).lowerEntry(offset);
        return last == null ? null : last.getValue();
    }

    @Override
    public void close() {}

    private void check() {
        if (failing) {
            throw new FactsUnavailableException("no space left");
        }
    }
}
