package io.docket.projection.view;

/** An event that does not fit its document. */
public final class FoldFailure extends RuntimeException {
    public FoldFailure(String message) {
        super(message, null, false, false);
    }

    /** Why something is not possible, in words. */
    public static String why(RuntimeException failure) {
        return failure instanceof FoldFailure ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
