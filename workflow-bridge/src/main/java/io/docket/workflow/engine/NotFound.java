package io.docket.workflow.engine;

import io.docket.workflow.retry.Refused;

/** The engine does not have the thing: not yet, or not any more. */
public final class NotFound extends Refused {
    /** With the engine's words. */
    public NotFound(String detail) {
        super("not-found", detail);
    }
}
