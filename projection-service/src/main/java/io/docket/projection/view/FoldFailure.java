package io.docket.projection.view;

/** An event that does not fit its document. */
public final class FoldFailure extends RuntimeException {
    public FoldFailure(String message) {
        super(message, null, false, false);
    }
}
