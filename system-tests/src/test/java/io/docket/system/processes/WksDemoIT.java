package io.docket.system.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.CommandLine;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo of a WKS platform, brought over as it is: its cases are opened, its tasks done, its processes end. */
@TestInstance(Lifecycle.PER_CLASS)
class WksDemoIT {
    private static final Api DEMO = new Api("demo");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long IMPORT_SECONDS = 120;
    private static final String ACTIVATED = "docket.process-definition.activated.v1";
    private static final String REFUSED = "docket.process-definition.refused.v1";

    @TempDir
    private static Path folder;

    private CommandLine.Finished first;
    private CommandLine.Finished second;

    @BeforeAll
    void bring_the_demo_over_twice() throws Exception {
        Path demo = WksDemo.folder();
        first = CommandLine.run(folder.resolve("first.log"), IMPORT_SECONDS, "import-wks", demo.toString());
        second = CommandLine.run(folder.resolve("second.log"), IMPORT_SECONDS, "import-wks", demo.toString());
    }

    @Test
    void everything_is_there_and_a_second_run_changes_nothing() {
        assertThat(first.exit()).as(first.output()).isZero();
        assertThat(second.exit()).as(second.output()).isZero();
        assertThat(second.output()).contains("32 commands, 32 of them already there");
        assertThat(DEMO.request()
                        .get("/api/forms/customer-support-create-ticket")
                        .<String>path("name"))
                .isEqualTo("Create Ticket");
        assertThat(DEMO.request().get("/api/queues/regular-customer").<String>path("name"))
                .isEqualTo("Regular Customers");
        assertThat(DEMO.request().get("/api/case-types/order-processing").<List<String>>path("stages.name"))
                .containsExactly("Order Placement", "Inventory Check", "Payment Processing", "Shipping");
    }

    /** The command is accepted before the engine has read what is deployed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "case-instance-create",
                "customer-support",
                "email-to-case",
                "email-to-case-outbound",
                "employee-onboarding",
                "email-to-case-owner-drd.dmn"
            })
    void the_engine_takes_what_is_deployed(String definition) {
        await("what the engine says of " + definition)
                .atMost(PATIENCE)
                .until(() ->
                        told(definition).contains(ACTIVATED) || told(definition).contains(REFUSED));

        assertThat(told(definition)).as(history(definition).asString()).doesNotContain(REFUSED);
    }

    @Test
    void customer_support_runs_from_the_ticket_to_its_resolution() {
        String caseId = open("customer-support", Map.of("ticketTitle", "No light", "priority", "high"));

        Map<String, Object> ticket = task(caseId, "Create Support Ticket");
        Response refused =
                DEMO.send("complete-task", Map.of("taskId", ticket.get("id"), "data", Map.of("name", "Kim")));
        complete(ticket, Map.of("name", "Kim", "email", "kim@example.org", "issue", "No light"));
        Map<String, Object> resolve = task(caseId, "Resolve Issue");
        Response between = DEMO.request().get("/api/cases/" + caseId);
        complete(resolve, Map.of("issue", "No light", "resolution", "A new lamp"));

        assertThat(ticket.get("formKey")).isEqualTo("customer-support-create-ticket");
        assertThat(ticket.get("assignee")).isEqualTo("demo@demo.com");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder("/data/email", "/data/issue");
        assertThat(between.<String>path("stage")).isEqualTo("1");
        assertThat(between.<String>path("queue")).isEqualTo("regular-customer");
        awaitEnd(caseId);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                DEMO.request().get("/api/cases/" + caseId).<String>path("stage"))
                        .isEqualTo("2"));
    }

    @Test
    void an_employee_is_taken_on_from_registration_to_training() {
        String caseId = open("employee-onboarding", Map.of());

        complete(task(caseId, "Employee Registration"), Map.of("employeeName", "Kim", "employeeId", "7"));
        List<String> forms = new ArrayList<>();
        for (String step : List.of("Department Assignment", "Manager Approval", "IT Setup", "Orientation Training")) {
            Map<String, Object> task = task(caseId, step);
            forms.add((String) task.get("formKey"));
            complete(task, answer((String) task.get("formKey")));
        }

        awaitEnd(caseId);
        assertThat(forms)
                .containsExactly(
                        "employee-onboarding-department-assignment",
                        "employee-onboarding-manager-approval",
                        "employee-onboarding-it-setup",
                        "employee-onboarding-orientation-training");
        Response ended = DEMO.request().get("/api/cases/" + caseId);
        assertThat(ended.<String>path("queue")).isEqualTo("regular-customer");
        assertThat(ended.<String>path("stage")).isEqualTo("1");
    }

    private static List<String> told(String definition) {
        return history(definition).path("items.type");
    }

    private static Response history(String definition) {
        return DEMO.request().get("/api/history?subject=process-definition/" + definition);
    }

    private static String open(String type, Map<String, ?> data) {
        return DEMO.accepted("open-case", Map.of("caseType", type, "data", data))
                .path("id");
    }

    private static Map<String, Object> task(String caseId, String name) {
        return await("the task " + name)
                .atMost(PATIENCE)
                .until(
                        () -> DEMO.request()
                                .get("/api/tasks?status=open&case=" + caseId)
                                .<List<Map<String, Object>>>path("items"),
                        tasks -> tasks.stream().anyMatch(task -> name.equals(task.get("name"))))
                .getFirst();
    }

    private static void complete(Map<String, Object> task, Map<String, ?> data) {
        DEMO.accepted("complete-task", Map.of("taskId", task.get("id"), "data", data));
    }

    /** Something for every field that the form demands. */
    private static Map<String, Object> answer(String form) {
        Response defined = DEMO.request().get("/api/forms/" + form);
        Map<String, Object> answer = new java.util.HashMap<>();
        for (String field : defined.<List<String>>path("schema.required")) {
            Map<String, Object> schema = defined.path("schema.properties." + field);
            answer.put(field, valueOf(schema));
        }
        return answer;
    }

    private static Object valueOf(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> choices) {
            return choices.getFirst();
        }
        if ("date-time".equals(schema.get("format"))) {
            return "2030-01-01T09:00:00Z";
        }
        return "number".equals(schema.get("type")) ? 1 : "something";
    }

    private static void awaitEnd(String caseId) {
        await("the end of the process of " + caseId)
                .atMost(PATIENCE)
                .until(() -> DEMO.request()
                        .get("/api/processes?case=" + caseId)
                        .<List<String>>path("items.state")
                        .equals(List.of("completed")));
    }
}
