package io.docket.notification.novu;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** An answer of Novu that is not a success. The SDK's own exception keeps neither status nor headers. */
final class NovuStatusException extends IOException {
    private static final int MAX_BODY_BYTES = 2_048;
    private static final String DUPLICATE = "transactionId property is not unique";

    private final int status;
    private final String body;
    private final transient Optional<Duration> retryAfter;

    NovuStatusException(Response response) throws IOException {
        super("status " + response.code());
        this.status = response.code();
        this.body = response.peekBody(MAX_BODY_BYTES).string();
        this.retryAfter = seconds(response.header("Retry-After"));
    }

    /** True if Novu has this transaction already, so that nothing is left to do. */
    boolean isDuplicate() {
        return status == 409 || body.contains(DUPLICATE);
    }

    /** The failure as the rest of the service knows it; a wrong key may be put right, so it is worth a retry. */
    TriggerException toTriggerException() {
        boolean worthRetrying = status >= 500 || status == 429 || status == 408 || status == 401 || status == 403;
        return new TriggerException(
                "status " + status + ": " + body.lines().findFirst().orElse(""), worthRetrying, retryAfter);
    }

    private static Optional<Duration> seconds(@Nullable String header) {
        try {
            return header == null ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(header.trim())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
