package io.docket.workflow.interim;

import io.docket.workflow.retry.Unavailable;

/** Another command that is under way has the data; whether it keeps it, the command's outcome decides. */
public final class Reserved extends Unavailable {
    /** The data under a key. */
    public Reserved(String key) {
        super("another command that names " + key + " is under way", null);
    }
}
