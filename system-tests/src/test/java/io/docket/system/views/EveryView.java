package io.docket.system.views;

import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A document of its own in every view, and the queries that must show it all the time: in lists, and alone. */
final class EveryView {
    private static final Api DEMO = new Api("demo");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** A name that none of the others has, and the id of what is not given one by the platform. */
    private final String name = Fixtures.unique("every-view");

    private final String caseType = Fixtures.permitType(Map.of("name", name));
    private final String caseId = accepted("open-case", Map.of("caseType", caseType, "data", Map.of("street", "Dam")));
    private final String task = accepted("create-task", Map.of("caseId", caseId, "name", name));
    private final String mail = accepted(
            "send-email", Map.of("caseId", caseId, "to", List.of("kim@example.org"), "subject", name, "body", "Hello"));
    private final String schedule = accepted(
            "schedule-command",
            Map.of(
                    "caseId",
                    caseId,
                    "command",
                    "add-comment",
                    "data",
                    Map.of("caseId", caseId, "body", "late"),
                    "after",
                    "P30D"));
    private final String process;

    EveryView() throws IOException {
        accepted("define-record-type", Map.of("id", name, "name", name, "schema", Map.of("type", "object")));
        accepted("put-record", Map.of("type", name, "id", "r1", "data", Map.of("name", name)));
        accepted("define-form", Map.of("id", name, "name", name, "schema", Map.of("type", "object")));
        accepted("define-queue", Map.of("id", name, "name", name));
        accepted("define-template", Map.of("id", name, "name", name, "body", "Dear {name}"));
        accepted(
                "define-automation",
                Map.of(
                        "id",
                        name,
                        "name",
                        name,
                        "trigger",
                        Map.of("event", Map.of("type", "docket.case.opened.v1", "data.caseType", name)),
                        "command",
                        "add-comment",
                        "data",
                        Map.of("caseId", "=event.root", "body", "welcome")));
        accepted("deploy-process", Map.of("resourceName", name + ".bpmn", "bpmn", bpmn(name)));
        process = accepted("start-process", Map.of("processId", name, "variables", Map.of()));
    }

    /** Waits until the views have all of it. */
    EveryView awaitShown(ViewReader reader) {
        queries().forEach(query -> await().atMost(LIMIT).until(() -> reader.fault(query) == null));
        return this;
    }

    /** Ends what would go on. */
    void end() {
        accepted("cancel-process", Map.of("processInstanceId", process));
    }

    /** Every list and every single document, each view at least twice. */
    List<Query> queries() {
        return List.of(
                new Query("/api/cases?type=" + caseType, caseId),
                new Query("/api/cases?q=dam&type=" + caseType, caseId),
                new Query("/api/cases/" + caseId, caseId),
                new Query("/api/cases/" + caseId + "?asOf=1", caseId),
                new Query("/api/cases/" + caseId + "/timeline", "case/" + caseId),
                new Query("/api/case-summaries?ids=" + caseId, caseId),
                new Query("/api/stats", caseType),
                new Query("/api/tasks?case=" + caseId, task),
                new Query("/api/tasks/" + task, task),
                new Query("/api/case-types?name=" + name, caseType),
                new Query("/api/case-types/" + caseType, caseType),
                new Query("/api/case-types/" + caseType + "/versions", name),
                new Query("/api/case-types/" + caseType + "/versions/1", name),
                new Query("/api/processes?process=" + name, process),
                new Query("/api/processes/" + process, process),
                new Query("/api/processes/" + process + "/history", "review"),
                new Query("/api/process-definitions?process=" + name, name),
                new Query("/api/process-definitions/" + name, name),
                new Query("/api/record-types?name=" + name, name),
                new Query("/api/record-types/" + name, name),
                new Query("/api/records/" + name, "r1"),
                new Query("/api/records/" + name + "/r1", "r1"),
                new Query("/api/forms?name=" + name, name),
                new Query("/api/forms/" + name, name),
                new Query("/api/queues?name=" + name, name),
                new Query("/api/queues/" + name, name),
                new Query("/api/templates?name=" + name, name),
                new Query("/api/templates/" + name, name),
                new Query("/api/mails?case=" + caseId, mail),
                new Query("/api/mails/" + mail, mail),
                new Query("/api/schedules?case=" + caseId, schedule),
                new Query("/api/schedules/" + schedule, schedule),
                new Query("/api/automations?name=" + name, name),
                new Query("/api/automations/" + name, name));
    }

    private static String accepted(String type, Map<String, ?> payload) {
        Response response = DEMO.accepted(type, payload);
        return response.path("id");
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = EveryView.class.getResourceAsStream("/loan-review.bpmn")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("PROCESS_ID", process);
        }
    }

    /**
     * A query.
     *
     * @param path its path and parameters
     * @param shows a text that its answer has as a value or a name
     */
    record Query(String path, String shows) {}
}
