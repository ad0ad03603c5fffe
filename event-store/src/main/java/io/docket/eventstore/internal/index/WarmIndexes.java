package io.docket.eventstore.internal.index;

import org.jspecify.annotations.Nullable;

/** Indexes of partitions that others own, kept open by somebody who follows their log. */
public interface WarmIndexes {
    /** There are none. */
    WarmIndexes NONE = partition -> null;

    /** Gives the index of the partition away and leaves the partition alone until it is released. */
    @Nullable
    PartitionIndex take(int partition);
}
