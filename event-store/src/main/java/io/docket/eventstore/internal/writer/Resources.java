package io.docket.eventstore.internal.writer;

import io.docket.eventstore.internal.index.IndexException;
import io.docket.eventstore.internal.index.PartitionIndex;
import org.jspecify.annotations.Nullable;

/** The index of a partition: opened and closed by its writer, read by others as well. */
final class Resources {
    private final int partition;
    private final WriterContext context;
    private volatile @Nullable PartitionIndex index;
    private volatile @Nullable Damage damage;

    /** What a reader found about an index, which may have been replaced meanwhile. */
    private record Damage(PartitionIndex index, IndexException found) {}

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

    /** Notes that a reader found the index corrupt. */
    void corrupt(PartitionIndex read, IndexException found) {
        damage = new Damage(read, found);
    }

    /** Throws what a reader found, if the index is still the same. */
    void requireSound() {
        Damage known = damage;
        if (known != null && known.index() == index) {
            throw known.found();
        }
    }

    void closeIndex() {
        PartitionIndex current = index;
        index = null;
        damage = null;
        if (current != null) {
            current.close();
        }
    }

    void dropIndex() {
        closeIndex();
        context.indexes().drop(partition);
    }
}
