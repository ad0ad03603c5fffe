package io.docket.workflow.job.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a REST service answered.
 *
 * @param status HTTP status
 * @param contentType type of the body, empty if it was not told
 * @param location where to go instead
 * @param retryAfter when to come again
 * @param body the body as text
 */
record Reply(
        int status,
        String contentType,
        @Nullable String location,
        @Nullable String retryAfter,
        String body) {
    private static final int FIRST_REDIRECT = 301;
    private static final int LAST_REDIRECT = 308;
    private static final int NOT_MODIFIED = 304;

    /** Where it sends the caller, if it does. */
    Optional<String> redirect() {
        boolean redirects = status >= FIRST_REDIRECT && status <= LAST_REDIRECT && status != NOT_MODIFIED;
        return redirects ? Optional.ofNullable(location) : Optional.empty();
    }
}
