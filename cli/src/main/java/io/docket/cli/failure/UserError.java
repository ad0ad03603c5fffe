package io.docket.cli.failure;

import org.jspecify.annotations.Nullable;

/** What stops a command and is told to the user in one line, without a stack trace. */
public final class UserError extends RuntimeException {
    public UserError(String message) {
        this(message, null);
    }

    public UserError(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
