package io.docket.workflow.interim.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.interim.Reserved;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.signature.InvalidSignature;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    @Test
    void what_can_be_had_is_the_answer() {
        assertThat(Answers.of(() -> "it")).isEqualTo("it");
    }

    @Test
    void what_cannot_be_reached_is_503_with_the_time_to_come_again() {
        HttpProblem problem = problemOf(new Unavailable("Redis is away", null));

        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getHeaders()).containsEntry("Retry-After", 2L);
        assertThat(problem.getDetail()).doesNotContain("Redis");
    }

    @Test
    void what_another_command_uses_is_503_of_its_own_type_with_the_time_to_come_again() {
        HttpProblem problem = problemOf(new Reserved("bpm-form-submissions:process-definition/loan/1"));

        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + "interim-data-reserved"));
        assertThat(problem.getHeaders()).containsEntry("Retry-After", 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "unreadable-json, 400, invalid-request",
        "invalid-key, 400, invalid-request",
        "not-assigned, 403, forbidden",
        "not-found, 404, not-found",
        "task-ended, 409, state-conflict",
        "process-ended, 409, state-conflict",
        "key-taken, 409, state-conflict",
        "too-large, 413, too-large",
        "interim-data-mismatch, 422, interim-data-mismatch"
    })
    void what_is_refused_has_the_status_of_its_reason(String code, int status, String type) {
        HttpProblem problem = problemOf(new Refused(code, "why"));

        assertThat(problem.getStatusCode()).isEqualTo(status);
        assertThat(problem.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + type));
        assertThat(problem.getDetail()).isEqualTo("why");
    }

    @Test
    void signature_that_is_not_valid_and_data_that_was_altered_are_422_and_say_what_is_wrong() {
        HttpProblem signature = problemOf(new InvalidSignature("the data is not what was signed"));
        HttpProblem tampered = problemOf(new Tampered("not as it was written"));

        assertThat(signature.getStatusCode()).isEqualTo(422);
        assertThat(signature.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + "invalid-signature"));
        assertThat(signature.getParameters())
                .containsEntry("errors", List.of(new FieldError("", "the data is not what was signed")));
        assertThat(tampered.getStatusCode()).isEqualTo(422);
        assertThat(tampered.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + "tampered"));
    }

    @Test
    void what_cannot_be_read_is_400() {
        assertThat(problemOf(new IllegalArgumentException("no such form")).getStatusCode())
                .isEqualTo(400);
        assertThat(problemOf(new UncheckedIOException(new IOException("broken off")))
                        .getStatusCode())
                .isEqualTo(400);
    }

    private static HttpProblem problemOf(RuntimeException fault) {
        return catchThrowableOfType(
                HttpProblem.class,
                () -> Answers.of(() -> {
                    throw fault;
                }));
    }
}
