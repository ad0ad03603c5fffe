package io.docket.workflow.mail.message;

/** A mail that cannot be taken as it is; the message says why. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    Unreadable(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Short and stable name of the reason. */
    public String code() {
        return code;
    }
}
