package io.docket.eventstore.axon.routing;

import io.docket.eventstore.EventStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.lifecycle.ShutdownInProgressException;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/** Tells what a handler has decided from what has kept it from deciding, which may be over when the command comes again. */
final class Decisions {
    private static final List<Class<? extends Throwable>> NO_DECISIONS = List.of(
            Error.class,
            EventStoreException.class,
            AxonTransientException.class,
            ShutdownInProgressException.class,
            SerializationException.class,
            InterruptedException.class,
            TimeoutException.class,
            CancellationException.class,
            RejectedExecutionException.class,
            IOException.class,
            UncheckedIOException.class);

    /** A cause of a cause and so on: more is taken for a circle. */
    private static final int MAX_CAUSES = 16;

    private Decisions() {}

    /** Whether a handler that threw this has decided: neither it nor a cause of it is a failure of the machinery. */
    static boolean isDecision(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (keptFromDeciding(cause)) {
                return false;
            }
            cause = cause.getCause();
        }
        return cause == null;
    }

    private static boolean keptFromDeciding(Throwable failure) {
        return NO_DECISIONS.stream().anyMatch(kind -> kind.isInstance(failure));
    }
}
