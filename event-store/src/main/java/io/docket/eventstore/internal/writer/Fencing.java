package io.docket.eventstore.internal.writer;

import java.util.Set;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Tells whether a producer failed because another one took its place. */
final class Fencing {
    /** A fenced producer may get any of these; an invalid state, because the newcomer aborted its transaction. */
    private static final Set<Class<?>> SIGNS = Set.of(
            ProducerFencedException.class,
            InvalidProducerEpochException.class,
            InvalidTxnStateException.class,
            InvalidPidMappingException.class);

    private static final int MAX_CAUSES = 10;

    private Fencing() {}

    static boolean isSignalledBy(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (SIGNS.contains(cause.getClass())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
