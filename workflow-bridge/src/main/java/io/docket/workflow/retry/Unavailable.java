package io.docket.workflow.retry;

import org.jspecify.annotations.Nullable;

/** The other side did not answer, or not now; the request may or may not have had its effect. */
public class Unavailable extends RuntimeException {
    /** Without a stack trace: an outage repeats it often. */
    public Unavailable(String detail, @Nullable Throwable cause) {
        super(detail, cause, false, false);
    }
}
