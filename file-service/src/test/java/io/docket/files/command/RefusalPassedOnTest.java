package io.docket.files.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalPassedOnTest {
    private final RefusalPassedOn mapper = new RefusalPassedOn();

    @Test
    void a_problem_is_passed_on_as_it_is() {
        byte[] body = "{\"status\":409}".getBytes(UTF_8);
        CommandAnswer answer =
                new CommandAnswer(409, Map.of("Content-Type", "application/problem+json", "Retry-After", "3"), body);

        Response response = mapper.toResponse(new CommandRefused(answer));

        assertThat(response.getStatus()).isEqualTo(409);
        assertThat(response.getEntity()).isEqualTo(body);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("3");
        assertThat(response.getMediaType()).hasToString("application/problem+json");
    }

    @Test
    void an_answer_that_is_no_problem_becomes_one() {
        CommandAnswer answer = new CommandAnswer(401, Map.of(), new byte[0]);

        Response response = mapper.toResponse(new CommandRefused(answer));

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getEntity()).isInstanceOf(HttpProblem.class);
    }
}
