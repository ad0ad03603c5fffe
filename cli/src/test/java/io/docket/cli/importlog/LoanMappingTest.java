package io.docket.cli.importlog;

import static io.docket.cli.xes.LogText.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.failure.UserError;
import io.docket.cli.xes.LogText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoanMappingTest {
    private static final String AMOUNT = attribute("string", "AMOUNT_REQ", "20000");
    private static final String REGISTERED = attribute("date", "REG_DATE", "2024-05-01T07:59:00.000+02:00");

    @TempDir
    Path folder;

    @Test
    void an_application_becomes_a_case_with_stages_offer_and_tasks() throws IOException {
        LogText log = new LogText()
                .trace("173688", AMOUNT, REGISTERED)
                .event("A_SUBMITTED", "COMPLETE", "112")
                .event("A_PARTLYSUBMITTED", "COMPLETE", "112")
                .event("W_Completeren aanvraag", "SCHEDULE", "112")
                .event("W_Completeren aanvraag", "START", null)
                .event("O_SELECTED", "COMPLETE", "10862")
                .event("W_Completeren aanvraag", "COMPLETE", "10862")
                .event("W_Completeren aanvraag", "START", "10862")
                .event("W_Completeren aanvraag", "COMPLETE", "10862")
                .end();

        List<BulkCommand> commands = plan(log);

        assertThat(commands)
                .extracting(command -> command.key().replace("xes:loan-application.173688:", "") + " " + command.type())
                .containsExactly(
                        "1 open-case",
                        "2 move-case",
                        "3 create-task",
                        "4 claim-task",
                        "5 update-case",
                        "6:release-task release-task",
                        "6:claim-task claim-task",
                        "6 release-task",
                        "7 claim-task",
                        "8 complete-task");
        assertThat(commands.get(0).data())
                .hasToString("{\"caseId\":\"loan-application.173688\",\"caseType\":\"loan-application\","
                        + "\"number\":\"173688\",\"title\":\"Loan application 173688\",\"data\":{"
                        + "\"amountRequested\":\"20000\",\"currency\":\"EUR\","
                        + "\"registeredAt\":\"2024-05-01T07:59:00.000+02:00\"},"
                        + "\"occurredAt\":\"2024-05-01T08:00:00.500+02:00\",\"onBehalfOf\":\"112\","
                        + "\"activity\":{\"name\":\"A_SUBMITTED\",\"lifecycle\":\"COMPLETE\",\"resource\":\"112\"}}");
        assertThat(commands.get(1).data())
                .hasToString(
                        "{\"stage\":\"A_PARTLYSUBMITTED\",\"caseId\":\"loan-application.173688\","
                                + "\"occurredAt\":\"2024-05-01T08:01:00.500+02:00\",\"onBehalfOf\":\"112\","
                                + "\"activity\":{\"name\":\"A_PARTLYSUBMITTED\",\"lifecycle\":\"COMPLETE\",\"resource\":\"112\"}}");
        assertThat(commands.get(2).data())
                .hasToString(
                        "{\"taskId\":\"loan-application.173688~W_Completeren-aanvraag-1\","
                                + "\"caseId\":\"loan-application.173688\",\"name\":\"W_Completeren aanvraag\","
                                + "\"occurredAt\":\"2024-05-01T08:02:00.500+02:00\",\"onBehalfOf\":\"112\","
                                + "\"activity\":{\"name\":\"W_Completeren aanvraag\",\"lifecycle\":\"SCHEDULE\",\"resource\":\"112\"}}");
        assertThat(commands.get(3).data().has("onBehalfOf")).isFalse();
        assertThat(commands.get(3).data().path("activity").has("resource")).isFalse();
        assertThat(commands.get(5).data().path("activity")).isEmpty();
        assertThat(commands.get(7).data().path("activity").path("name").asText())
                .isEqualTo("W_Completeren aanvraag");
        assertThat(commands.get(4).data().path("data"))
                .hasToString("{\"offer\":{\"state\":\"O_SELECTED\",\"changedAt\":\"2024-05-01T08:04:00.500+02:00\"}}");
    }

    @Test
    void an_application_that_begins_otherwise_is_opened_before_its_first_event() throws IOException {
        LogText log = new LogText()
                .trace("1", AMOUNT, REGISTERED)
                .event("A_SUBMITTED", "COMPLETE", "112")
                .end()
                .trace("2", AMOUNT, REGISTERED)
                .event("A_PREACCEPTED", "COMPLETE", "112")
                .event("A_SUBMITTED", "COMPLETE", "112")
                .end();

        assertThat(plan(log))
                .extracting(BulkCommand::key)
                .containsExactly(
                        "xes:loan-application.1:1",
                        "xes:loan-application.2:1:open-case",
                        "xes:loan-application.2:1",
                        "xes:loan-application.2:2");
    }

    @Test
    void an_event_that_no_rule_is_for_is_refused() {
        LogText log = new LogText()
                .trace("1", AMOUNT)
                .event("X_OTHER", "COMPLETE", "112")
                .end();

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> plan(log))
                .withMessageMatching(".*log.xes:\\d+:\\d+ \\(offset \\d+\\): trace 1 \"1\", event 1: no rule of"
                        + " loan-application.yaml is for the activity \"X_OTHER\" with lifecycle \"complete\"");
    }

    @Test
    void an_amount_that_is_none_or_missing_is_refused() {
        LogText word = new LogText()
                .trace("1", attribute("string", "AMOUNT_REQ", "much"))
                .event("A_SUBMITTED", "COMPLETE", "112")
                .end();
        LogText none =
                new LogText().trace("1").event("A_SUBMITTED", "COMPLETE", "112").end();

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> plan(word))
                .withMessageMatching(".*trace 1 \"1\": attribute AMOUNT_REQ is \"much\", not a decimal as"
                        + " loan-application.yaml:\\d+ asks for");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> plan(none))
                .withMessageMatching(".*trace 1 \"1\": no attribute AMOUNT_REQ for the required amountRequested.*");
    }

    private List<BulkCommand> plan(LogText log) throws IOException {
        return Plans.of(log.write(folder.resolve("log.xes")), "loan-application")
                .commands();
    }
}
