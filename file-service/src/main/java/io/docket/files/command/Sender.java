package io.docket.files.command;

import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * In whose name a command is sent.
 *
 * @param authorization the caller's own credentials, passed on as they came
 * @param traceparent the caller's trace, where there is one
 */
public record Sender(String authorization, @Nullable String traceparent) {
    /** The sender of a request that has been authenticated. */
    public static Sender of(HttpHeaders headers) {
        return new Sender(headers.getHeaderString(HttpHeaders.AUTHORIZATION), headers.getHeaderString("traceparent"));
    }

    @Override
    public String toString() {
        return "Sender[traceparent=" + traceparent + "]";
    }
}
