package io.docket.eventstore.axon.deadletter;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;

/**
 * A letter and its place in the queue.
 *
 * @param key key of its entry in the table
 * @param sequence identifier of its sequence
 * @param letter the letter itself
 */
record QueuedLetter<M extends EventMessage<?>>(String key, String sequence, DeadLetter<M> letter)
        implements DeadLetter<M> {
    @Override
    public M message() {
        return letter.message();
    }

    @Override
    public Optional<Cause> cause() {
        return letter.cause();
    }

    @Override
    public Instant enqueuedAt() {
        return letter.enqueuedAt();
    }

    @Override
    public Instant lastTouched() {
        return letter.lastTouched();
    }

    @Override
    public MetaData diagnostics() {
        return letter.diagnostics();
    }

    @Override
    public DeadLetter<M> markTouched() {
        return new QueuedLetter<>(key, sequence, letter.markTouched());
    }

    @Override
    public DeadLetter<M> withCause(Throwable cause) {
        return new QueuedLetter<>(key, sequence, letter.withCause(cause));
    }

    @Override
    public DeadLetter<M> withDiagnostics(MetaData diagnostics) {
        return new QueuedLetter<>(key, sequence, letter.withDiagnostics(diagnostics));
    }
}
