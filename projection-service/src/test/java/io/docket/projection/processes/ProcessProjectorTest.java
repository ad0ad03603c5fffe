package io.docket.projection.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.ProcessEvent;
import io.docket.projection.Events;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessProjectorTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Events log = new Events("acme", 0);
    private final ProcessProjector processes = new ProcessProjector();
    private final StepProjector steps = new StepProjector();
    private Document process = Document.empty();
    private Document step = Document.empty();

    private void happens(ProcessEvent event) {
        LogEvent logged = log.next("process", "c~p", "engine", event);
        process = processes.fold(process, logged).at(logged.position().offset());
        if (steps.documentId(logged) != null) {
            step = steps.fold(step, logged).at(logged.position().offset());
        }
    }

    @Test
    void incidents_are_shown_while_they_are_open() {
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.Started("7", 1));
        happens(new ProcessEvent.IncidentRaised("9", "job-no-retries", "declined", "pay", "5", "6", null));
        happens(new ProcessEvent.IncidentRetryRequested("9", "6", 1, null));

        assertThat(process.objects("incidents"))
                .singleElement()
                .satisfies(incident -> assertThat(incident)
                        .containsEntry("id", "9")
                        .containsEntry("message", "declined")
                        .containsEntry("elementId", "pay")
                        .containsKeys("raisedAt", "retryRequestedAt"));
        assertThat(processes.queryKeys(process)).containsEntry("incident", "yes");

        happens(new ProcessEvent.IncidentResolved("9"));
        assertThat(process.list("incidents")).isEmpty();
        assertThat(processes.queryKeys(process)).containsEntry("incident", "no");
        assertThat(step.get("state")).isEqualTo("completed");
        assertThat(step.number("retries")).isEqualTo(1);
    }

    @Test
    void an_element_of_a_called_process_says_so_and_is_no_place_in_the_own_diagram() {
        ProcessEvent.Called check = new ProcessEvent.Called("check", "30");
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.ElementActivated("ask", "USER_TASK", "5", AT, 1, check));
        assertThat(process.get("activeElements")).isNull();

        happens(new ProcessEvent.ElementCompleted("ask", "USER_TASK", "5", AT.plusSeconds(1), 2, null, check));

        assertThat(step.fields())
                .containsEntry("elementId", "ask")
                .containsEntry("state", "completed")
                .containsEntry("called", Map.of("processId", "check", "engineKey", "30"));
    }

    @Test
    void an_element_tells_when_it_was_reached_and_left_and_what_happened_there() {
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.ElementActivated("pay", "SERVICE_TASK", "5", AT, 1));
        assertThat(process.objects("activeElements"))
                .extracting(element -> element.get("elementId"))
                .containsExactly("pay");

        happens(new ProcessEvent.JobFailed("pay", "5", "6", "charge", 2, "declined", AT.plusSeconds(1), 2));
        happens(new ProcessEvent.TimerFired("late", "5", AT.plusSeconds(2), 3));
        happens(new ProcessEvent.ElementCompleted(
                "pay", "SERVICE_TASK", "5", AT.plusSeconds(3), 4, List.of("receipt")));

        assertThat(process.get("activeElements")).isNull();
        assertThat(step.fields())
                .containsEntry("elementId", "pay")
                .containsEntry("state", "completed")
                .containsEntry("at", AT)
                .containsEntry("endedAt", AT.plusSeconds(3))
                .containsEntry("dataKeys", List.of("receipt"));
        assertThat(step.objects("jobFailures")).hasSize(1);
        assertThat(step.objects("timers")).hasSize(1);
    }

    @Test
    void a_flow_that_was_taken_is_told_and_is_no_place_to_be_at() {
        ProcessEvent.Called check = new ProcessEvent.Called("check", "30");
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.FlowTaken("approved", "6", AT, 1, check));

        assertThat(step.fields())
                .containsEntry("processInstanceId", "c~p")
                .containsEntry("kind", "flow")
                .containsEntry("elementId", "approved")
                .containsEntry("elementKey", "6")
                .containsEntry("at", AT)
                .containsEntry("called", Map.of("processId", "check", "engineKey", "30"))
                .doesNotContainKeys("state", "elementType", "endedAt");
        assertThat(process.get("activeElements")).isNull();
    }

    @Test
    void a_migration_is_pending_until_the_engine_did_it() {
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.Started("7", 1));
        happens(new ProcessEvent.MigrationRequested("loan", 1, "loan", 2, Map.of()));
        assertThat(process.object("migration")).containsEntry("processVersion", 2L);

        happens(new ProcessEvent.Migrated("loan", 2));
        assertThat(process.get("migration")).isNull();
        assertThat(process.number("processVersion")).isEqualTo(2);
    }

    @Test
    void an_instance_is_at_the_elements_of_the_version_that_it_went_on_in() {
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.Started("7", 1));
        happens(new ProcessEvent.ElementActivated("wait", "INTERMEDIATE_CATCH_EVENT", "4", AT, 1));
        happens(new ProcessEvent.ElementActivated("review", "USER_TASK", "5", AT, 2));
        happens(new ProcessEvent.Migrated("loan", 2));
        happens(new ProcessEvent.ElementMigrated("wait", "INTERMEDIATE_CATCH_EVENT", "4", AT.plusSeconds(1), 3));
        happens(new ProcessEvent.ElementMigrated("check", "USER_TASK", "5", AT.plusSeconds(1), 4));

        assertThat(process.objects("activeElements"))
                .extracting(element -> element.get("elementId") + " since " + element.get("since"))
                .containsExactly("wait since " + AT, "check since " + AT);
        assertThat(new MigrationPlan(
                                Map.of("wait", "intermediateCatchEvent", "check", "userTask"),
                                Map.of("wait", "intermediateCatchEvent", "decide", "userTask"),
                                Map.of("check", "decide"))
                        .describe(process))
                .containsEntry("possible", true);
    }

    @Test
    void a_step_goes_by_the_name_that_it_has_now_and_keeps_those_that_it_had() {
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.ElementActivated("review", "USER_TASK", "5", AT, 1));
        happens(new ProcessEvent.ElementMigrated("check", "USER_TASK", "5", AT.plusSeconds(1), 2));
        happens(new ProcessEvent.ElementMigrated("check", "USER_TASK", "5", AT.plusSeconds(2), 3));
        happens(new ProcessEvent.ElementMigrated("decide", "USER_TASK", "5", AT.plusSeconds(3), 4));
        happens(new ProcessEvent.ElementCompleted("decide", "USER_TASK", "5", AT.plusSeconds(4), 5, null));

        assertThat(step.fields())
                .containsEntry("elementId", "decide")
                .containsEntry("state", "completed")
                .containsEntry("at", AT)
                .containsEntry("endedAt", AT.plusSeconds(4));
        assertThat(step.objects("formerElements"))
                .isEqualTo(List.of(
                        Map.of("elementId", "review", "until", AT.plusSeconds(1)),
                        Map.of("elementId", "check", "until", AT.plusSeconds(3))));
    }

    @Test
    void a_step_whose_beginning_is_not_known_goes_by_the_name_that_it_has_now() {
        happens(new ProcessEvent.Requested("c", "loan", null));
        happens(new ProcessEvent.ElementMigrated("check", "USER_TASK", "5", AT, 2));

        assertThat(process.get("activeElements")).isNull();
        assertThat(step.fields())
                .containsEntry("elementId", "check")
                .containsEntry("elementType", "USER_TASK")
                .containsEntry("state", "active")
                .containsEntry("at", AT)
                .doesNotContainKey("formerElements");
    }
}
