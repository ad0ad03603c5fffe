package io.docket.workflow.interim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.retry.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterimKeysTest {
    @Test
    void keys_are_those_of_the_contracts() {
        assertThat(InterimKeys.taskForm("c~p", "review")).isEqualTo("bpm-form-submissions:process/c~p/task/review");
        assertThat(InterimKeys.taskForm("c~p", "review", "c~ut-7"))
                .isEqualTo("bpm-form-submissions:process/c~p/task/review/c~ut-7");
        assertThat(InterimKeys.startForm("loan", "u"))
                .isEqualTo("bpm-form-submissions:process-definition/loan/start-form/u");
        assertThat(InterimKeys.startMessage("loan", "u"))
                .isEqualTo("bpm-message-payloads:process-definition/loan/start-message/u");
        assertThat(InterimKeys.index("c~p")).isEqualTo("bpm-form-submissions:process-instance-id:c~p");
    }

    @Test
    void key_tells_what_it_is_for() {
        assertThat(InterimKeys.instanceOfTaskForm(InterimKeys.taskForm("c~p", "review", "c~ut-7")))
                .contains("c~p");
        assertThat(InterimKeys.processOfStartForm(InterimKeys.startForm("loan", "u")))
                .contains("loan");
        assertThat(InterimKeys.processOfStartMessage(InterimKeys.startMessage("loan", "u")))
                .contains("loan");
        assertThat(InterimKeys.instanceOfIndex(InterimKeys.index("c~p"))).contains("c~p");
        assertThat(InterimKeys.processOfStartForm(InterimKeys.startMessage("loan", "u")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a\nb"})
    void part_that_could_mean_another_key_is_refused(String part) {
        assertThatThrownBy(() -> InterimKeys.taskForm("c~p", part)).isInstanceOf(Refused.class);
    }
}
