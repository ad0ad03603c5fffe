package io.docket.workflow.job.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to a REST service.
 *
 * @param method {@code GET}, ...
 * @param url where, http or https
 * @param headers what goes with it
 * @param confidential names of the headers that hold secrets; they go to that host alone
 * @param body what is sent
 * @param timeout for the whole of it, redirects included
 */
record Call(
        String method,
        URI url,
        Map<String, String> headers,
        Set<String> confidential,
        @Nullable String body,
        Duration timeout) {

    /** The same request somewhere else. */
    Call to(URI target, Map<String, String> kept) {
        return new Call(method, target, kept, confidential, body, timeout);
    }
}
