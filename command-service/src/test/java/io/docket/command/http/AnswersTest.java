package io.docket.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.contracts.command.CommandResult;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {
    @ParameterizedTest
    @CsvSource({
        "case, c1, /api/cases/c1",
        "automation, a1, /api/automations/a1",
        "schedule, s1, /api/schedules/s1",
        "signal, s1, /api/history?subject=signal/s1",
        "message, m1, /api/history?subject=message/m1",
    })
    void what_was_made_can_be_read_where_the_answer_says(String entity, String id, String location) {
        CommandResult made = new CommandResult("k1", entity, id, 1, "0-1", List.of());

        assertThat(Answers.response(new Answer.Accepted(201, made, false)).getHeaderString("Location"))
                .isEqualTo(location);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Refusal.unavailable("unavailable", "moving"), 1),
                Arguments.of(Refusal.overloaded("too many"), 1),
                Arguments.of(Refusal.partitionFailed(), null),
                Arguments.of(Refusal.unreadableHistory(), null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_client_is_asked_to_come_back_only_where_that_may_help(Refusal refusal, @Nullable Integer retryAfter) {
        HttpProblem problem = Answers.problem(new Answer.Refused(refusal));

        assertThat(problem.getStatusCode()).isEqualTo(refusal.status());
        assertThat(problem.getHeaders().get("Retry-After")).isEqualTo(retryAfter);
    }
}
