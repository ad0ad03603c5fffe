package io.docket.kit.feel;

/** What is no expression, or has no value. Without a stack trace: it is an answer to whoever wrote the expression. */
public final class FeelFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public FeelFault(String detail) {
        super(detail, null, false, false);
    }

    /** What is wrong, in the words of the engine. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
