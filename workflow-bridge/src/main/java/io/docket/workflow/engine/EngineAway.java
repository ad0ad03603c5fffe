package io.docket.workflow.engine;

import io.docket.workflow.retry.PeerAway;
import org.jspecify.annotations.Nullable;

/** The engine did not answer, or not now; the request may or may not have had its effect. */
public class EngineAway extends PeerAway {
    /** Name of the peer. */
    public static final String PEER = "engine";

    /** With the words of the engine, or of who tried to reach it. */
    public EngineAway(String detail, @Nullable Throwable cause) {
        super(PEER, detail, cause);
    }
}
