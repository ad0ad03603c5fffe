package io.docket.command.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.submit.Bearer;
import io.docket.command.submit.Cause;
import io.docket.command.submit.Submission;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerMessagesTest {
    private static final Bearer BEARER = new Bearer("demo");

    @ParameterizedTest
    @CsvSource({"true, 3", "false,"})
    void a_command_arrives_as_it_was_sent(boolean caused, @Nullable Long ifMatch) {
        Submission sent = new Submission(
                Service.DEMO,
                "move-case",
                Scenario.json("{\"caseId\":\"K1\"}"),
                "key",
                ifMatch,
                null,
                caused ? new Cause("e", "c", 4) : null,
                BEARER);

        assertThat(PeerMessages.submission(PeerMessages.request(sent), Service.DEMO, BEARER))
                .isEqualTo(sent);
    }
}
