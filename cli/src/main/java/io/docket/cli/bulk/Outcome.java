package io.docket.cli.bulk;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The outcome of one command.
 *
 * @param status HTTP status
 * @param replayed whether an earlier run already had this outcome
 * @param problem what went wrong; empty on success
 * @param retryAfterSeconds how long to wait before a retry, where the server says so
 */
public record Outcome(int status, boolean replayed, String problem, long retryAfterSeconds) {
    static Outcome read(JsonNode line) {
        int status = line.path("status").asInt();
        String detail = line.path("detail").asText();
        String problem = status < 300
                ? ""
                : line.path("title").asText(line.path("type").asText())
                        + (detail.isEmpty() ? "" : ": " + detail)
                        + (line.path("errors").isArray() ? " " + line.path("errors") : "");
        return new Outcome(
                status,
                line.path("replayed").asBoolean(),
                problem,
                line.path("retryAfter").asLong());
    }

    /** True if the command took effect, now or earlier. */
    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /** True if the command did not take effect but may if it is sent again. */
    boolean isRetryable() {
        return status == 429 || status >= 500;
    }
}
