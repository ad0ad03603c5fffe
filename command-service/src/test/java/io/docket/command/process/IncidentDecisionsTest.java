package io.docket.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.support.Scenario;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.ProcessEvent.IncidentRaised;
import io.docket.contracts.event.ProcessEvent.IncidentResolved;
import io.docket.contracts.event.ProcessEvent.IncidentRetryRequested;
import io.docket.contracts.event.ProcessEvent.Migrated;
import io.docket.contracts.event.ProcessEvent.MigrationRequested;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentDecisionsTest {
    private static final IncidentRaised AT_A_JOB =
            new IncidentRaised("9", "job-no-retries", "declined", "pay", "5", "6", null);
    private static final IncidentRaised REFUSED =
            new IncidentRaised("event-1", "too-large", "4 MB", null, null, null, "2-17");
    private static final IncidentRaised NOT_TAKEN =
            new IncidentRaised("record-1", "refused-record", "create-task", "review", null, null, null);
    private static final IncidentRaised LOST =
            new IncidentRaised("start", ProcessEvent.ENGINE_LOST, "gone", null, null, null, "2-17");
    private static final String RAISE =
            "{\"processInstanceId\":\"P\",\"incidentId\":\"9\",\"state\":\"raised\",\"kind\":\"job-no-retries\","
                    + "\"message\":\"declined\",\"elementId\":\"pay\",\"elementKey\":\"5\",\"jobKey\":\"6\"}";
    private static final String STARTED =
            "{\"processInstanceId\":\"P\",\"state\":\"started\",\"engineKey\":\"7\",\"processVersion\":1}";

    private static Scenario running(ProcessEvent... events) {
        return Scenario.start()
                .given(
                        ProcessState.KIND,
                        "P",
                        new ProcessEvent.Requested(null, "approval", null),
                        new ProcessEvent.Started("7", 2))
                .given(ProcessState.KIND, "P", events);
    }

    private static String incident(String command, String rest) {
        return "{\"processInstanceId\":\"P\",\"incidentId\":\"" + command + "\"" + rest + "}";
    }

    @Test
    void an_incident_is_raised_once_and_resolved_once() {
        assertThat(running().when("record-incident", RAISE)).containsExactly(AT_A_JOB);
        assertThat(running(AT_A_JOB).when("record-incident", RAISE)).isEmpty();
        String resolved = incident("9", ",\"state\":\"resolved\"");
        assertThat(running(AT_A_JOB).when("record-incident", resolved)).containsExactly(new IncidentResolved("9"));
        assertThat(running(AT_A_JOB, new IncidentResolved("9")).when("record-incident", resolved))
                .isEmpty();
        assertThat(running(new ProcessEvent.Completed()).when("record-incident", RAISE))
                .isEmpty();
    }

    @Test
    void another_attempt_is_asked_for_until_it_is_known_how_it_went() {
        ProcessEvent retry = new IncidentRetryRequested("9", "6", 3, null);
        String resolve = incident("9", ",\"retries\":3");

        assertThat(running(AT_A_JOB).when("resolve-incident", resolve)).containsExactly(retry);
        assertThat(running(AT_A_JOB, retry).when("resolve-incident", resolve)).isEmpty();
        assertThat(running(AT_A_JOB, retry).when("record-incident", RAISE)).containsExactly(AT_A_JOB);
        assertThat(running(REFUSED).when("resolve-incident", incident("event-1", "")))
                .containsExactly(new IncidentRetryRequested("event-1", null, null, "2-17"));
        assertThat(running().refusalWhen("resolve-incident", resolve).status()).isEqualTo(422);
    }

    @Test
    void what_the_engine_refused_can_be_given_up_and_what_it_holds_cannot() {
        assertThat(running(REFUSED).when("resolve-incident", incident("event-1", ",\"dismiss\":true")))
                .containsExactly(new IncidentResolved("event-1"));
        assertThat(running(AT_A_JOB)
                        .refusalWhen("resolve-incident", incident("9", ",\"dismiss\":true"))
                        .reason())
                .isEqualTo("incident-of-the-engine");
    }

    @Test
    void what_the_log_did_not_take_from_the_engine_can_be_given_up_and_not_be_repeated() {
        assertThat(running(NOT_TAKEN).when("resolve-incident", incident("record-1", ",\"dismiss\":true")))
                .containsExactly(new IncidentResolved("record-1"));
        assertThat(running(NOT_TAKEN)
                        .refusalWhen("resolve-incident", incident("record-1", ""))
                        .reason())
                .isEqualTo("nothing-to-repeat");
    }

    @Test
    void an_instance_whose_engine_is_gone_may_be_started_again_under_any_key() {
        assertThat(running(LOST).when("record-process", STARTED))
                .containsExactly(new ProcessEvent.Started("7", 1), new IncidentResolved("start"));
        assertThat(running(LOST, new ProcessEvent.Started("7", 1)).when("record-process", STARTED))
                .isEmpty();
    }

    @Test
    void a_migration_is_asked_for_and_recorded_once() {
        String migrate = "{\"processInstanceId\":\"P\",\"processVersion\":3,\"mapping\":{\"a\":\"b\"}}";
        String migrated =
                "{\"processInstanceId\":\"P\",\"state\":\"migrated\",\"processId\":\"approval\",\"processVersion\":3}";
        Migrated event = new Migrated("approval", 3);

        assertThat(running().when("migrate-case", migrate))
                .containsExactly(new MigrationRequested("approval", 2, "approval", 3, Map.of("a", "b")));
        assertThat(running(event).when("migrate-case", migrate)).isEmpty();
        assertThat(running().when("record-process", migrated)).containsExactly(event);
        assertThat(running(event).when("record-process", migrated)).isEmpty();
        assertThat(running(LOST).refusalWhen("migrate-case", migrate).reason()).isEqualTo("process-lost");
        assertThat(running(new ProcessEvent.Completed())
                        .refusalWhen("migrate-case", migrate)
                        .reason())
                .isEqualTo("process-completed");
    }
}
