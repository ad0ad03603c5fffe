package io.docket.command.decision;

import io.docket.kit.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was not accepted, in the terms of RFC 9457.
 *
 * @param status HTTP status
 * @param slug last part of the problem's type
 * @param title what kind of problem it is
 * @param detail what it is this time
 * @param reason short name of the rule, where the state does not allow the command
 * @param errors faults in the payload
 * @param version version of the entity now, where the command expected another
 * @param retryAfterSeconds when to send the same command again, where that may help
 */
public record Refusal(
        int status,
        String slug,
        String title,
        String detail,
        @Nullable String reason,
        List<FieldError> errors,
        @Nullable Long version,
        @Nullable Integer retryAfterSeconds) {
    private static final String KEY_REUSE = "idempotency-key-reuse";

    public Refusal {
        errors = List.copyOf(errors);
    }

    private static Refusal of(int status, String slug, String title, String detail) {
        return new Refusal(status, slug, title, detail, null, List.of(), null, null);
    }

    /** 400: unreadable, or against the schema. */
    public static Refusal invalid(String detail, List<FieldError> errors) {
        return new Refusal(400, "invalid-request", "The request is not valid", detail, null, errors, null, null);
    }

    /** 401: the token is not valid, or not any more. */
    public static Refusal unauthenticated(String detail) {
        return of(401, "unauthorized", "Not authenticated", detail);
    }

    /** 403: known, but not allowed. */
    public static Refusal forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    /** 404: there is no such thing, or not for this tenant. */
    public static Refusal notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    /** 409: the state does not allow it. */
    public static Refusal conflict(String reason, String detail) {
        return new Refusal(409, "state-conflict", "The state does not allow it", detail, reason, List.of(), null, null);
    }

    /** 412: the entity is at another version than the command expects; 0 if it does not exist. */
    public static Refusal stale(long version, String detail) {
        return new Refusal(
                412, "precondition-failed", "The entity is at another version", detail, null, List.of(), version, null);
    }

    /** 413: over a limit of size. */
    public static Refusal tooLarge(String detail) {
        return of(413, "too-large", "The body is too large", detail);
    }

    /** 422: well-formed, but refers to something that is not there. */
    public static Refusal unprocessable(String slug, String detail, List<FieldError> errors) {
        return new Refusal(
                422, slug, "The request refers to something that is not there", detail, null, errors, null, null);
    }

    /** 422: well-formed, but refers to something that does not fit. */
    public static Refusal unfit(String slug, String detail, List<FieldError> errors) {
        return new Refusal(422, slug, "What the request refers to does not fit", detail, null, errors, null, null);
    }

    /** 422: the idempotency key belongs to another command. */
    public static Refusal keyReuse() {
        return of(
                422,
                KEY_REUSE,
                "The idempotency key was used for another command",
                "the first command with this key had another type, payload, expected version or user");
    }

    /** 429: too many at once. */
    public static Refusal overloaded(String detail) {
        return new Refusal(429, "too-many-requests", "Too many commands at once", detail, null, List.of(), null, 1);
    }

    /** 503: not now; the same command may be sent again. */
    public static Refusal unavailable(String slug, String detail) {
        return new Refusal(503, slug, "Not available right now", detail, null, List.of(), null, 1);
    }

    /** 503: not before an operator has looked at the partition, so there is no time to come back. */
    public static Refusal partitionFailed() {
        return of(
                503,
                "partition-failed",
                "Not available until an operator has looked at it",
                "the part of the event log that holds this entity breaks a rule and is not served; nothing is written");
    }

    /** 500: this build does not know what is in the history; to send the command again does not help. */
    public static Refusal unreadableHistory() {
        return of(
                500,
                "unreadable-history",
                "The history cannot be read",
                "the history of this entity cannot be read by this version");
    }

    /** 500: a fault of the service; the log has the details. */
    public static Refusal failed() {
        return of(500, "internal-error", "The service failed", "the command could not be carried out");
    }

    /** True if this is an answer of the domain about its state, so that a retry of the same command must get it again. */
    public boolean isDecision() {
        return switch (status) {
            case 404, 409, 412, 422 -> true;
            default -> false;
        };
    }

    /** True if it is the outcome of its command in the log. */
    public boolean isKept() {
        return isDecision() && !slug.equals(KEY_REUSE);
    }
}
