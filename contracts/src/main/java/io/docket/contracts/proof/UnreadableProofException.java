package io.docket.contracts.proof;

/** The file is no proof, or ends within one; the message says where. */
public final class UnreadableProofException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableProofException(String message) {
        super(message, null, false, false);
    }
}
