package io.docket.workflow.encryption;

import io.docket.workflow.retry.Unavailable;

/** A data key that does not unwrap now, as the master key that wraps it cannot be had. */
public final class DataKeyLocked extends Unavailable {
    private final String name;
    private final String masterKeyId;

    DataKeyLocked(String name, String masterKeyId, Unavailable cause) {
        super("data key " + name + ": " + cause.getMessage(), cause);
        this.name = name;
        this.masterKeyId = masterKeyId;
    }

    /** {@code <tenant>/<id>}. */
    public String name() {
        return name;
    }

    /** The master key that wraps it. */
    public String masterKeyId() {
        return masterKeyId;
    }
}
