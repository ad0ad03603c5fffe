package io.docket.workflow.encryption;

import io.docket.workflow.retry.Refused;

/** A sealed value that does not open: altered, moved from another place, or sealed for somebody else. */
public final class Tampered extends Refused {
    /** Says what does not fit; never what the value holds. */
    public Tampered(String detail) {
        super("tampered", detail);
    }
}
