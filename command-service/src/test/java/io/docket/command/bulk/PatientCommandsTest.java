package io.docket.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Submission;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatientCommandsTest {
    private static final Answer NOT_NOW = new Answer.Refused(Refusal.unavailable("unavailable", "moving"));
    private static final Answer DECIDED = new Answer.Refused(Refusal.conflict("ended", "it is over"));

    static Stream<Refusal> lasting() {
        return Stream.of(Refusal.partitionFailed(), Refusal.unreadableHistory());
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void what_does_not_pass_is_answered_at_once(Refusal refusal) {
        Answer lasting = new Answer.Refused(refusal);

        assertThat(patient(lasting, DECIDED)).isEqualTo(lasting);
    }

    @Test
    void what_may_pass_is_tried_again() {
        assertThat(patient(NOT_NOW, NOT_NOW, DECIDED)).isEqualTo(DECIDED);
    }

    /** The answer to a command that gets these one after the other. */
    private static Answer patient(Answer... answers) {
        Queue<Answer> next = new ArrayDeque<>(List.of(answers));
        Commands commands = submission -> next.remove();
        return new PatientCommands(commands, Duration.ofSeconds(15))
                .submit(new Submission(Service.DEMO, "open-case", Scenario.json("{}"), "k", null, null));
    }
}
