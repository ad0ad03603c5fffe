package io.docket.files.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted: {@code docket.files} by step, {@code docket.files.bytes} of what was attached. */
public final class FileMetrics {
    private final Counter announced;
    private final Counter attached;
    private final Counter attachedBytes;
    private final Counter rejected;
    private final Counter read;
    private final Counter removed;
    private final Counter abandoned;

    public FileMetrics(MeterRegistry registry) {
        announced = registry.counter("docket.files", "step", "announced");
        attached = registry.counter("docket.files", "step", "attached");
        attachedBytes = registry.counter("docket.files.bytes", "step", "attached");
        rejected = registry.counter("docket.files", "step", "rejected");
        read = registry.counter("docket.files", "step", "read");
        removed = registry.counter("docket.files", "step", "removed");
        abandoned = registry.counter("docket.files", "step", "abandoned");
    }

    /** A file was announced. */
    public void announced() {
        announced.increment();
    }

    /** A file of this size was attached. */
    public void attached(long bytes) {
        attached.increment();
        attachedBytes.increment(bytes);
    }

    /** The stored bytes were not the announced ones. */
    public void rejected() {
        rejected.increment();
    }

    /** The bytes of a file were asked for. */
    public void read() {
        read.increment();
    }

    /** A file whose bytes never came was removed. */
    public void abandoned() {
        abandoned.increment();
    }

    /** A file was removed. */
    public void removed() {
        removed.increment();
    }
}
