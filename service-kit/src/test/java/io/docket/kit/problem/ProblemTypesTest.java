package io.docket.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ProblemTypesTest {
    @Test
    void a_problem_of_the_framework_gets_a_type_and_a_detail() {
        HttpProblem complete = complete(HttpProblem.valueOf(Status.UNAUTHORIZED));

        assertThat(complete.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + "unauthenticated"));
        assertThat(complete.getDetail()).isEqualTo("A valid bearer token is required");
        assertThat(complete.getStatusCode()).isEqualTo(401);
    }

    @Test
    void what_the_framework_says_itself_stays() {
        HttpProblem complete = complete(HttpProblem.valueOf(Status.METHOD_NOT_ALLOWED, "GET it"));

        assertThat(complete.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + "method-not-allowed"));
        assertThat(complete.getDetail()).isEqualTo("GET it");
    }

    @Test
    void a_problem_of_a_service_is_left_alone() {
        HttpProblem own = Problems.conflict("closed", "the case is closed");

        assertThat(complete(own)).isSameAs(own);
    }

    private static HttpProblem complete(HttpProblem problem) {
        return new ProblemTypes().apply(problem, ProblemContext.of(problem, "/api"));
    }
}
