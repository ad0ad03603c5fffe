package io.docket.eventstore.internal.writer;

import io.docket.eventstore.internal.index.PartitionIndex;
import org.jspecify.annotations.Nullable;

/** The index of a partition: opened and closed by its writer, read by others as well. */
final class Resources {
    private final int partition;
    private final WriterContext context;
    private volatile @Nullable PartitionIndex index;

    Resources(int partition, WriterContext context) {
        this.partition = partition;
        this.context = context;
    }

    /** The index if it is open. */
    @Nullable
    PartitionIndex index() {
        return index;
    }

    PartitionIndex openIndex() {
        PartitionIndex current = index;
        if (current == null) {
            current = context.indexes().open(context.identity().ofIndex(partition));
            index = current;
        }
        return current;
    }

    void closeIndex() {
        PartitionIndex current = index;
        index = null;
        if (current != null) {
            current.close();
        }
    }

    void dropIndex() {
        closeIndex();
        context.indexes().drop(partition);
    }
}
