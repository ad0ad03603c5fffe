package io.docket.notification.facts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who had an entity from which offset on; when {@value #MAX_CHANGES} changes are kept, the older half is forgotten. */
final class Assignments {
    /** Most changes kept for one entity; a lookup before the oldest of them answers with nobody. */
    static final int MAX_CHANGES = 64;

    private long[] offsets = new long[1];
    private @Nullable String[] assignees = new String[1];
    private int size;

    void add(long offset, @Nullable String assignee) {
        if (size == MAX_CHANGES) {
            size = MAX_CHANGES / 2;
            System.arraycopy(offsets, size, offsets, 0, size);
            System.arraycopy(assignees, size, assignees, 0, size);
        }
        if (size == offsets.length) {
            int capacity = Math.min(MAX_CHANGES, size * 2);
            offsets = Arrays.copyOf(offsets, capacity);
            assignees = Arrays.copyOf(assignees, capacity);
        }
        offsets[size] = offset;
        assignees[size] = assignee;
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
        return null;
    }
}
