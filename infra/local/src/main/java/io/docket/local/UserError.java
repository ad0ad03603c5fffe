package io.docket.local;

/** A problem that the user can solve; its message is the one line that is shown. */
public final class UserError extends RuntimeException {
    public UserError(String message) {
        super(message);
    }
}
