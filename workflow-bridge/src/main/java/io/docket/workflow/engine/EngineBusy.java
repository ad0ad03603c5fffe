package io.docket.workflow.engine;

import org.jspecify.annotations.Nullable;

/** The engine turned the request away unread (backpressure): it has certainly done nothing. */
public final class EngineBusy extends EngineAway {
    /** With the engine's words. */
    public EngineBusy(String detail, @Nullable Throwable cause) {
        super(detail, cause);
    }
}
