package io.docket.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The problem documents of the platform; {@code type} is {@code https://docket.io/problems/<slug>}. */
public final class Problems {
    /** Prefix of every problem type. */
    public static final String TYPE_PREFIX = "https://docket.io/problems/";

    private Problems() {}

    /** 400: unreadable, or against the schema. */
    public static HttpProblem invalid(String detail, List<FieldError> errors) {
        return of(400, "invalid-request", "The request is not valid", detail)
                .with("errors", errors)
                .build();
    }

    /** 404: there is no such thing, or not for this tenant. */
    public static HttpProblem notFound(String detail) {
        return of(404, "not-found", "Not found", detail).build();
    }

    /** 409: the state does not allow it. */
    public static HttpProblem conflict(String reason, String detail) {
        return of(409, "state-conflict", "The state does not allow it", detail)
                .with("reason", reason)
                .build();
    }

    /** 413: over the limit. */
    public static HttpProblem tooLarge(String detail) {
        return of(413, "too-large", "The body is too large", detail).build();
    }

    /** 422: well-formed, but refers to something that is not there. */
    public static HttpProblem unprocessable(String slug, String detail, List<FieldError> errors) {
        return of(422, slug, "The request refers to something that is not there", detail)
                .with("errors", errors)
                .build();
    }

    /** 503: not now; the same request may be sent again. */
    public static HttpProblem unavailable(String detail, Duration retryAfter) {
        return of(503, "unavailable", "Not available right now", detail)
                .withHeader(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds())
                .build();
    }

    /** 504: the view did not reach the position in time. */
    public static HttpProblem notReached(String detail) {
        return of(504, "position-not-reached", "The view has not reached the position", detail)
                .build();
    }

    /** Any other problem, to be completed by the caller. */
    public static HttpProblem.Builder of(int status, String slug, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE_PREFIX + slug))
                .withTitle(title)
                .withStatus(status(status))
                .withDetail(detail);
    }

    private static StatusType status(int code) {
        StatusType known = Response.Status.fromStatusCode(code);
        return known != null ? known : new UnprocessableContent();
    }

    private record UnprocessableContent() implements StatusType {
        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }
}
