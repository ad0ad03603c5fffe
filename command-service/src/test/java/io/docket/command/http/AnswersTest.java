package io.docket.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.submit.Answer;
import io.docket.contracts.command.CommandResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
