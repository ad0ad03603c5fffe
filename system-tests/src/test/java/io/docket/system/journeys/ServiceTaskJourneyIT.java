package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the platform does by itself: the service tasks of a process, and commands that were planned for later. */
class ServiceTaskJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<TopicPartition, Long> before = KafkaLog.end();

    @Test
    void a_process_moves_its_case_waits_writes_comments_hears_of_it_tells_others_and_gives_out_a_task()
            throws IOException {
        String process = Fixtures.unique("service-tasks");
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(process)));
        String type = Fixtures.permitType(Map.of("process", process));

        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");

        await().atMost(PATIENCE)
                .until(() -> WORKER.request()
                        .get("/api/processes?case=" + caseId)
                        .path("items.state")
                        .equals(List.of("completed")));
        assertThat(events(caseId, "docket.case.moved.v1")).hasSize(1);
        assertThat(events(caseId, "docket.signal.emitted.v1")).singleElement().satisfies(event -> {
            assertThat(Json.tree(event.data()).at("/data/body").asText()).isEqualTo("Moved in case " + caseId);
            assertThat(event.root()).isEqualTo(caseId);
        });
        await().atMost(PATIENCE).until(() -> tasks(caseId).size() == 1);
        Map<String, Object> task = tasks(caseId).getFirst();
        assertThat(task)
                .containsEntry("name", "Call the applicant")
                .containsEntry("status", "open")
                .containsEntry("candidateGroups", List.of("loan-desk", "seniors"))
                .containsEntry("due", "2030-05-01T12:00:00Z")
                .containsEntry("priority", 70);
        assertThat(events(caseId, "docket.notification.requested.v1"))
                .singleElement()
                .satisfies(event -> assertThat(Json.read(event.data(), NotificationEvent.Requested.class))
                        .isEqualTo(new NotificationEvent.Requested(
                                caseId,
                                List.of("worker", "demo"),
                                "permit-moved",
                                Json.mapper()
                                        .createObjectNode()
                                        .put("text", "Moved in case " + caseId)
                                        .put("task", (String) task.get("id")))));
    }

    @Test
    void a_command_that_was_planned_goes_out_once_for_whoever_planned_it_and_one_that_was_cancelled_does_not() {
        String caseId = WORKER.accepted(
                        "open-case", Map.of("caseType", Fixtures.permitType(Map.of()), "data", Map.of()))
                .path("id");
        WORKER.accepted("schedule-command", planned(caseId, "now", "PT2S"));
        String cancelled = WORKER.accepted("schedule-command", planned(caseId, "never", "PT4S"))
                .path("id");
        WORKER.accepted("cancel-schedule", Map.of("scheduleId", cancelled));
        WORKER.accepted("schedule-command", planned(caseId, "last", "PT5S"));

        await().atMost(PATIENCE)
                .until(() -> events(caseId, "docket.case.comment-added.v1").size() == 2);

        assertThat(events(caseId, "docket.case.comment-added.v1"))
                .extracting(event -> Json.tree(event.data()).path("body").asText())
                .containsExactly("now", "last");
        assertThat(events(caseId, "docket.case.comment-added.v1"))
                .extracting(EventEnvelope::actor)
                .containsOnly("worker");
        assertThat(events(caseId, "docket.schedule.fired.v1")).hasSize(2);
    }

    @Test
    void a_cron_in_a_zone_that_does_not_exist_is_422() {
        Map<String, Object> nowhere = Map.of(
                "command", "create-task", "data", Map.of("name", "x"), "cron", "0 8 * * *", "zone", "Mars/Olympus");

        assertThat(WORKER.send("schedule-command", nowhere).statusCode()).isEqualTo(422);
    }

    private static Map<String, Object> planned(String caseId, String body, String after) {
        return Map.of(
                "caseId",
                caseId,
                "command",
                "add-comment",
                "data",
                Map.of("caseId", caseId, "body", body),
                "after",
                after);
    }

    private static List<Map<String, Object>> tasks(String caseId) {
        return WORKER.request().get("/api/tasks?case=" + caseId).path("items");
    }

    private List<EventEnvelope> events(String root, String type) {
        return KafkaLog.since(before).stream()
                .filter(event -> event.root().equals(root))
                .filter(event -> event.type().equals(type))
                .toList();
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = ServiceTaskJourneyIT.class.getResourceAsStream("/service-tasks.bpmn")) {
            return new String(in.readAllBytes(), UTF_8).replace("PROCESS_ID", process);
        }
    }
}
