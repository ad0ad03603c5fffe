package io.docket.command.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.ScheduleEvent;
import java.time.OffsetDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleDecisionsTest {
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2030-01-01T08:00:01Z");
    private static final OffsetDateTime SECOND = FIRST.plusDays(1);
    private static final String TASK = "\"command\":\"create-task\",\"data\":{\"name\":\"Call\"}";

    private static final ScheduleEvent CREATED = new ScheduleEvent.Created(
            null, "create-task", Scenario.json("{\"name\":\"Call\"}"), null, null, "0 8 * * *", "UTC", "once");

    private static Scenario after(ScheduleEvent... events) {
        return Scenario.start().given(ScheduleState.KIND, "S", CREATED).given(ScheduleState.KIND, "S", events);
    }

    private static String plan(String when) {
        return "{" + TASK + "," + when + "}";
    }

    private static String report(String state, OffsetDateTime due, String more) {
        return "{\"scheduleId\":\"S\",\"state\":\"" + state + "\",\"due\":\"" + due + "\"" + more + "}";
    }

    @Test
    void a_command_is_planned_with_the_defaults_of_a_cron() {
        assertThat(Scenario.start().when("schedule-command", plan("\"cron\":\"0 8 * * *\"")))
                .containsExactly(CREATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"at\":\"2030-01-01T08:00:00+02:00\"",
                "\"after\":\"PT15M\"",
                "\"cron\":\"0 0 8 ? * MON\",\"zone\":\"Asia/Tokyo\",\"missed\":\"all\""
            })
    void every_kind_of_time_is_taken(String when) {
        assertThat(Scenario.start().when("schedule-command", plan(when))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"cron\":\"0 8 * * *\",\"zone\":\"Mars/Olympus\"|/zone",
                "\"cron\":\"0 25 * * *\"|/cron",
                "\"after\":\"PT-1H\"|/after",
                "\"after\":\"Psoon\"|/after",
            })
    void a_time_that_is_none_is_422(String when, String pointer) {
        Refusal refusal = Scenario.start().refusalWhen("schedule-command", plan(when));

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.errors())
                .singleElement()
                .extracting(error -> error.pointer())
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"reason\":\"none\"",
                "\"at\":\"2030-01-01T08:00:00Z\",\"after\":\"PT1M\"",
                "\"at\":\"2030-01-01T08:00:00Z\",\"zone\":\"UTC\""
            })
    void exactly_one_kind_of_time_is_given(String when) {
        assertThat(Scenario.start().refusalWhen("schedule-command", plan(when)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fly-away|{}|422",
                "schedule-command|{}|422",
                "close-case|{\"caseId\":\"K\"}|403",
                "define-case-type|{}|403",
                "create-task|{\"title\":\"x\"}|400",
                "create-task|{\"name\":\"x\",\"onBehalfOf\":\"bob\"}|400",
            })
    void what_could_not_be_sent_now_is_not_planned(String command, String data, int status) {
        String planned = "{\"command\":\"" + command + "\",\"data\":" + data + ",\"after\":\"PT1M\"}";

        assertThat(Scenario.start().refusalWhen("schedule-command", planned).status())
                .isEqualTo(status);
    }

    @Test
    void nobody_gets_more_rights_by_planning() {
        String claim = planned("claim-task", "{\"taskId\":\"t\"}");
        String ofProcess = planned("create-task", "{\"name\":\"x\",\"engineKey\":\"7\"}");
        Scenario manager = Scenario.start().by("bob", Set.of("case-manager"), Set.of());

        assertThat(Scenario.start().refusalWhen("schedule-command", claim).status())
                .isEqualTo(403);
        assertThat(Scenario.start().refusalWhen("schedule-command", ofProcess).status())
                .isEqualTo(403);
        assertThat(manager.refusalWhen("schedule-command", planned("complete-task", "{\"taskId\":\"t\"}"))
                        .status())
                .isEqualTo(403);
        assertThat(manager.when("schedule-command", claim)).hasSize(1);
    }

    @Test
    void archiving_a_case_is_planned_by_whoever_may_archive_it() {
        String archive = planned("archive-case", "{\"caseId\":\"K\"}");
        Scenario manager = Scenario.start().by("bob", Set.of("case-manager"), Set.of());

        assertThat(manager.when("schedule-command", archive)).hasSize(1);
        assertThat(Scenario.start().refusalWhen("schedule-command", archive).status())
                .isEqualTo(403);
    }

    @Test
    void a_fault_in_the_planned_payload_is_named_where_it_is() {
        assertThat(Scenario.start()
                        .refusalWhen(
                                "schedule-command",
                                "{\"command\":\"create-task\",\"data\":{\"title\":\"x\"},\"after\":\"PT1M\"}")
                        .errors())
                .extracting(error -> error.pointer())
                .contains("/data/title");
    }

    @Test
    void a_schedule_of_a_case_needs_the_case() {
        assertThat(Scenario.start()
                        .refusalWhen("schedule-command", plan("\"after\":\"PT1M\",\"caseId\":\"K\""))
                        .slug())
                .isEqualTo("unknown-case");
    }

    @Test
    void an_occurrence_is_settled_once() {
        String fired = report("fired", FIRST, ",\"next\":\"" + SECOND + "\"");

        assertThat(after().when("record-schedule", fired)).containsExactly(new ScheduleEvent.Fired(FIRST, SECOND));
        assertThat(after(new ScheduleEvent.Fired(FIRST, SECOND)).when("record-schedule", fired))
                .isEmpty();
        assertThat(after(new ScheduleEvent.Fired(FIRST, null)).when("record-schedule", report("fired", FIRST, "")))
                .isEmpty();
    }

    @Test
    void nothing_goes_out_after_the_end() {
        assertThat(after(new ScheduleEvent.Cancelled())
                        .refusalWhen("record-schedule", report("fired", FIRST, ""))
                        .reason())
                .isEqualTo("schedule-cancelled");
        assertThat(after(new ScheduleEvent.Fired(FIRST, null))
                        .refusalWhen("record-schedule", report("fired", SECOND, ""))
                        .reason())
                .isEqualTo("schedule-ended");
    }

    @Test
    void what_was_missed_is_left_out_as_a_whole() {
        String missed = report(
                "missed",
                FIRST,
                ",\"until\":\"" + SECOND + "\",\"occurrences\":2,\"next\":\"" + SECOND.plusDays(1) + "\"");

        assertThat(after().when("record-schedule", missed))
                .containsExactly(new ScheduleEvent.Missed(FIRST, SECOND, 2, SECOND.plusDays(1)));
        assertThat(after(new ScheduleEvent.Missed(FIRST, SECOND, 2, SECOND.plusDays(1)))
                        .when("record-schedule", report("fired", SECOND, "")))
                .isEmpty();
    }

    @Test
    void only_what_went_out_can_be_rejected() {
        String rejected = report("rejected", FIRST, ",\"detail\":\"the case is closed\"");

        assertThat(after().refusalWhen("record-schedule", rejected).reason()).isEqualTo("occurrence-not-fired");
        assertThat(after(new ScheduleEvent.Fired(FIRST, null)).when("record-schedule", rejected))
                .containsExactly(new ScheduleEvent.Rejected(FIRST, "the case is closed"));
    }

    @Test
    void its_owner_cancels_it_once_and_nobody_else_unless_they_manage() {
        String cancel = "{\"scheduleId\":\"S\"}";

        assertThat(after().when("cancel-schedule", cancel)).containsExactly(new ScheduleEvent.Cancelled());
        assertThat(after(new ScheduleEvent.Cancelled()).when("cancel-schedule", cancel))
                .isEmpty();
        assertThat(after().by("bob", Set.of("case-worker"), Set.of())
                        .refusalWhen("cancel-schedule", cancel)
                        .status())
                .isEqualTo(403);
        assertThat(after().by("bob", Set.of("case-manager"), Set.of()).when("cancel-schedule", cancel))
                .hasSize(1);
        assertThat(after(new ScheduleEvent.Fired(FIRST, null))
                        .refusalWhen("cancel-schedule", cancel)
                        .reason())
                .isEqualTo("schedule-ended");
    }

    private static String planned(String command, String data) {
        return "{\"command\":\"" + command + "\",\"data\":" + data + ",\"after\":\"PT1M\"}";
    }
}
