package io.docket.workflow.interim.http;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.docket.workflow.interim.Reserved;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What a caller hears when interim data cannot be had or is not taken. */
final class Answers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Answers() {}

    static <T> T of(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            throw problem(refused);
        } catch (Reserved reserved) {
            throw Problems.of(503, "interim-data-reserved", "Not available right now", "another command uses the data")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds())
                    .build();
        } catch (Unavailable unavailable) {
            throw Problems.unavailable("Interim data cannot be reached now.", RETRY_AFTER);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static HttpProblem problem(Refused refused) {
        String detail = String.valueOf(refused.getMessage());
        return switch (refused.code()) {
            case "unreadable-json", "invalid-key" -> invalid(detail);
            case "not-found" -> Problems.notFound(detail);
            case "not-assigned" ->
                Problems.of(403, "forbidden", "Not allowed", detail).build();
            case "task-ended", "process-ended", "key-taken" -> Problems.conflict(refused.code(), detail);
            case "too-large" -> Problems.tooLarge(detail);
            default ->
                Problems.of(422, refused.code(), "The data is not what it has to be", detail)
                        .with("errors", List.of(new FieldError("", detail)))
                        .build();
        };
    }

    private static HttpProblem invalid(String detail) {
        return Problems.invalid(detail, List.of(new FieldError("", detail)));
    }
}
