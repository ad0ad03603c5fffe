package io.docket.eventstore.axon.deadline;

import org.axonframework.common.AxonTransientException;

/** A command's handler took too long, or too many others do. Nothing is written, now or later; the command may be sent again. */
public sealed class HandlerOverdueException extends AxonTransientException permits TooManyOverdueException {
    HandlerOverdueException(String message) {
        super(message);
    }
}
