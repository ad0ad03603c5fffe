package io.docket.workflow.signature;

import io.docket.workflow.retry.Refused;

/** A signature that does not prove that the data is what somebody trusted signed. */
public final class InvalidSignature extends Refused {
    /** Says what is wrong with it. */
    public InvalidSignature(String detail) {
        super("invalid-signature", detail);
    }
}
