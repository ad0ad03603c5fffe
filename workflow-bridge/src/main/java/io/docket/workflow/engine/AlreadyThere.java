package io.docket.workflow.engine;

import io.docket.workflow.retry.Refused;

/** The engine has the thing already. */
public final class AlreadyThere extends Refused {
    /** With the engine's words. */
    public AlreadyThere(String detail) {
        super("already-exists", detail);
    }
}
