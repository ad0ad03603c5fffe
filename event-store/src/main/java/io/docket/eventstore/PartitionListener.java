package io.docket.eventstore;

/** Hears which partitions this instance serves. Called on the partition's own thread: must return quickly. */
public interface PartitionListener {
    /** The partition is about to be served; nothing that was cached about it before is valid. */
    void acquired(int partition);

    /** The partition is no longer served. */
    void released(int partition);
}
