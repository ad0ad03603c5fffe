package io.docket.notification.facts;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who had an entity from which offset on. When {@value #MAX_CHANGES} changes are here, the older half goes to the store,
 * where it is looked up.
 */
final class Assignments {
    /** Most changes of one entity in memory. */
    static final int MAX_CHANGES = 64;

    private final String entity;
    private final FactStore store;
    private long[] offsets;
    private @Nullable String[] assignees;
    private int size;
    private boolean older;

    /** The form in which they are kept. */
    record Kept(long[] offsets, List<@Nullable String> assignees, boolean older) {}

    Assignments(String entity, FactStore store) {
        this(entity, store, new Kept(new long[0], List.of(), false));
    }

    Assignments(String entity, FactStore store, Kept kept) {
        this.entity = entity;
        this.store = store;
        this.size = kept.offsets().length;
        this.offsets = Arrays.copyOf(kept.offsets(), Math.max(1, size));
        this.assignees = kept.assignees().toArray(new String[offsets.length]);
        this.older = kept.older();
        for (int index = 0; index < size; index++) {
            assignees[index] = shared(assignees[index]);
        }
    }

    /** Somebody, or nobody, has the entity from the offset on; known already if the offset is not beyond the last. */
    void add(long offset, @Nullable String assignee) {
        if (size > 0 && offset <= offsets[size - 1]) {
            return;
        }
        if (size == MAX_CHANGES) {
            store(MAX_CHANGES / 2);
        }
        if (size == offsets.length) {
            int capacity = Math.min(MAX_CHANGES, size * 2);
            offsets = Arrays.copyOf(offsets, capacity);
            assignees = Arrays.copyOf(assignees, capacity);
        }
        offsets[size] = offset;
        assignees[size] = shared(assignee);
        size++;
    }

    /** Who had the entity when everything below the offset had happened. */
    @Nullable
    String before(long offset) {
        for (int index = size - 1; index >= 0; index--) {
            if (offsets[index] < offset) {
                return assignees[index];
            }
        }
        return older ? shared(store.assigneeBefore(entity, offset)) : null;
    }

    Kept kept() {
        return new Kept(Arrays.copyOf(offsets, size), Arrays.asList(Arrays.copyOf(assignees, size)), older);
    }

    private void store(int count) {
        for (int index = 0; index < count; index++) {
            store.keepAssignment(entity, offsets[index], assignees[index]);
        }
        older = true;
        size -= count;
        System.arraycopy(offsets, count, offsets, 0, size);
        System.arraycopy(assignees, count, assignees, 0, size);
    }

    private static @Nullable String shared(@Nullable String assignee) {
        return assignee == null ? null : assignee.intern();
    }
}
