package io.docket.workflow.encryption;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What sealing and opening takes, and how often something does not open. */
public final class EncryptionMetrics {
    private final Timer seal;
    private final Timer open;
    private final Counter tampered;

    /** Meters {@code docket.interim.seal}, {@code docket.interim.open} and {@code docket.interim.tampered}. */
    public EncryptionMetrics(MeterRegistry registry) {
        seal = registry.timer("docket.interim.seal");
        open = registry.timer("docket.interim.open");
        tampered = registry.counter("docket.interim.tampered");
    }

    String sealing(Supplier<String> work) {
        return seal.record(work);
    }

    byte[] opening(Supplier<byte[]> work) {
        try {
            return open.record(work);
        } catch (Tampered e) {
            tampered.increment();
            throw e;
        }
    }
}
