package io.docket.notification.emit;

import org.jspecify.annotations.Nullable;

/**
 * An event as the caller sent it.
 *
 * @param authorization the caller's own credentials, passed on as they came
 * @param idempotencyKey key by which a repetition is recognised
 * @param prefer whether the caller waits
 * @param traceparent the caller's trace
 * @param payload the payload of the command
 */
record Emission(
        String authorization,
        @Nullable String idempotencyKey,
        @Nullable String prefer,
        @Nullable String traceparent,
        byte[] payload) {
    @Override
    public String toString() {
        return "Emission[idempotencyKey=" + idempotencyKey + ", bytes=" + payload.length + "]";
    }
}
