package io.docket.eventstore.axon.routing;

import java.time.Duration;
import org.axonframework.common.AxonTransientException;

/**
 * The owner of a command's aggregate cannot take it now: it has none, is changing, cannot be reached, or has too much to
 * do. Nothing is written. Over HTTP: 503 with {@code Retry-After}.
 */
public final class OwnerUnavailableException extends AxonTransientException {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    OwnerUnavailableException(String message) {
        super(message);
    }

    static OwnerUnavailableException changing(int partition) {
        return new OwnerUnavailableException("partition " + partition + " is changing its owner");
    }

    /** When to send the command again. */
    public Duration retryAfter() {
        return RETRY_AFTER;
    }
}
