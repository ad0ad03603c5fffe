package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "required",
            List.of("outcome"),
            "properties",
            Map.of("outcome", Map.of("enum", List.of("granted", "denied"))));

    @Test
    void a_task_of_no_process_is_claimed_drafted_and_completed_by_its_form() {
        String form = Fixtures.unique("decision");
        Response defined = DEMO.accepted("define-form", Map.of("id", form, "name", "Decision", "schema", SCHEMA));
        Response created = DEMO.accepted(
                "create-task",
                Map.of(
                        "name",
                        "Decide",
                        "candidateGroups",
                        List.of("loan-desk"),
                        "due",
                        "2030-05-01T12:00:00Z",
                        "followUp",
                        "2030-04-01T12:00:00Z",
                        "priority",
                        70,
                        "formKey",
                        form));
        String task = created.path("id");
        WORKER.accepted("claim-task", Map.of("taskId", task));
        Response late = DEMO.send("claim-task", Map.of("taskId", task));
        Response draft = WORKER.accepted("save-task-draft", Map.of("taskId", task, "data", Map.of("outcome", "maybe")));
        Response refused = WORKER.send("complete-task", Map.of("taskId", task, "data", Map.of("outcome", "maybe")));
        Map<String, Object> drafted = WORKER.after(draft, "/api/tasks/" + task).path("");
        Response done = WORKER.accepted("complete-task", Map.of("taskId", task, "data", Map.of("outcome", "granted")));

        assertThat(defined.header("Location")).isEqualTo("/api/forms/" + form);
        assertThat(WORKER.after(defined, "/api/forms/" + form).<List<String>>path("schema.required"))
                .containsExactly("outcome");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.<String>path("reason")).isEqualTo("already-claimed");
        assertThat(drafted)
                .containsEntry("status", "open")
                .containsEntry("data", Map.of("outcome", "maybe"))
                .containsEntry("due", "2030-05-01T12:00:00Z")
                .containsEntry("followUp", "2030-04-01T12:00:00Z")
                .containsEntry("priority", 70)
                .containsEntry("formKey", form)
                .containsEntry("candidateGroups", List.of("loan-desk"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.pointer")).containsExactly("/data/outcome");
        assertThat(WORKER.after(done, "/api/tasks/" + task).<String>path("status"))
                .isEqualTo("completed");
    }

    @Test
    void queues_and_templates_are_defined_and_a_case_changes_its_queue_among_those_of_its_type() {
        String queue = Fixtures.unique("desk");
        String template = Fixtures.unique("letter");
        Response ofQueue =
                DEMO.accepted("define-queue", Map.of("id", queue, "name", "The desk", "groups", List.of("loan-desk")));
        Response ofTemplate =
                DEMO.accepted("define-template", Map.of("id", template, "name", "Letter", "body", "Dear {name}"));
        String type = Fixtures.permitType(Map.of("queues", List.of(queue, "vault")));
        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of(), "queue", "vault"))
                .path("id");

        Response queued = WORKER.accepted("queue-case", Map.of("caseId", caseId, "queue", queue));
        Response unknown = WORKER.send("queue-case", Map.of("caseId", caseId, "queue", "cellar"));

        assertThat(WORKER.after(ofQueue, "/api/queues/" + queue).<List<String>>path("groups"))
                .containsExactly("loan-desk");
        assertThat(WORKER.after(ofTemplate, "/api/templates/" + template).<String>path("body"))
                .isEqualTo("Dear {name}");
        assertThat(WORKER.after(queued, "/api/cases?queue=" + queue).<List<String>>path("items.id"))
                .containsExactly(caseId);
        assertThat(unknown.statusCode()).isEqualTo(422);
    }
}
