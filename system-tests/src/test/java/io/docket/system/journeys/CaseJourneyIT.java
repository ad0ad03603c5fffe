package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaseJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Api OTHER = new Api("other");
    private static String type;

    @BeforeAll
    static void define_the_case_type() {
        type = Fixtures.permitType(Map.of());
    }

    private static Response open() {
        return WORKER.accepted(
                "open-case", Map.of("caseType", type, "title", "Dormer", "data", Map.of("street", "Dam", "floors", 2)));
    }

    @Test
    void an_opened_case_is_read_back_at_once_in_its_first_stage() {
        Response opened = open();
        String id = opened.path("id");

        Response read = WORKER.after(opened, "/api/cases/" + id);

        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(opened.header("Location")).endsWith("/api/cases/" + id);
        read.then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("stage", equalTo("received"))
                .body("status", equalTo("open"))
                .body("data.floors", equalTo(2))
                .body("version", equalTo(1));
    }

    @Test
    void every_step_is_in_the_timeline_with_who_did_it() {
        String id = open().path("id");
        WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review", "reason", "complete"));
        WORKER.accepted("update-case", Map.of("caseId", id, "data", Map.of("floors", 3)));
        Response commented = DEMO.accepted("add-comment", Map.of("caseId", id, "body", "Looks fine"));

        Response timeline = WORKER.after(commented, "/api/cases/" + id + "/timeline");

        timeline.then()
                .statusCode(200)
                .body(
                        "items.type",
                        hasItems(
                                "docket.case.opened.v1",
                                "docket.case.moved.v1",
                                "docket.case.updated.v1",
                                "docket.case.comment-added.v1"))
                .body("items.actor", hasItems("worker", "demo"))
                .body("items.reason", hasItem("complete"))
                .body(
                        "items[1].changes",
                        equalTo(List.of(Map.of("field", "stage", "from", "received", "to", "review"))))
                .body("items[2].changes", equalTo(List.of(Map.of("field", "data.floors", "from", 2, "to", 3))));
        WORKER.after(commented, "/api/cases/" + id)
                .then()
                .body("version", equalTo(4))
                .body("data.floors", equalTo(3))
                .body("data.street", equalTo("Dam"))
                .body("comments[0].body", equalTo("Looks fine"))
                .body("comments[0].actor", equalTo("demo"));
    }

    @Test
    void a_step_on_behalf_of_another_is_in_the_timeline_with_both_and_when_it_happened() {
        Response opened = open();
        String id = opened.path("id");
        Response commented = DEMO.accepted(
                "add-comment",
                Map.of(
                        "caseId",
                        id,
                        "body",
                        "Called: the dormer is lower",
                        "onBehalfOf",
                        "worker",
                        "reason",
                        "by phone",
                        "occurredAt",
                        "2024-05-06T10:30:00+02:00"));

        Response timeline = WORKER.after(commented, "/api/cases/" + id + "/timeline");

        timeline.then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("items[0].actor", equalTo("worker"))
                .body("items[0].submitter", nullValue())
                .body("items[0].commandId", equalTo(opened.path("commandId")))
                .body("items[1].type", equalTo("docket.case.comment-added.v1"))
                .body("items[1].actor", equalTo("worker"))
                .body("items[1].submitter", equalTo("demo"))
                .body("items[1].reason", equalTo("by phone"))
                .body("items[1].commandId", equalTo(commented.path("commandId")))
                .body("items[1].at", equalTo("2024-05-06T08:30:00Z"))
                .body("items[1].recordedAt", not(startsWith("2024-")));
        WORKER.after(commented, "/api/cases/" + id)
                .then()
                .body("comments[0].actor", equalTo("worker"))
                .body("comments[0].at", equalTo("2024-05-06T08:30:00Z"));
    }

    @Test
    void a_case_is_shown_as_it_was_at_a_version_or_a_time() {
        String id = open().path("id");
        Response moved = WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review"));
        String recordedAt = WORKER.after(moved, "/api/cases/" + id).path("recordedAt");
        Response updated = WORKER.accepted("update-case", Map.of("caseId", id, "data", Map.of("floors", 3)));

        WORKER.after(updated, "/api/cases/" + id + "?asOf=1")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("stage", equalTo("received"))
                .body("data.floors", equalTo(2));
        WORKER.after(updated, "/api/cases/" + id + "?asOf=" + recordedAt)
                .then()
                .header("ETag", "\"2\"")
                .body("stage", equalTo("review"))
                .body("data.floors", equalTo(2));
        assertThat(WORKER.after(updated, "/api/cases/" + id + "?asOf=9").statusCode())
                .isEqualTo(404);
        assertThat(WORKER.after(updated, "/api/cases/" + id + "?asOf=2020-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(404);
        assertThat(WORKER.after(updated, "/api/cases/" + id + "?asOf=yesterday").statusCode())
                .isEqualTo(400);
        assertThat(new Api("other")
                        .request()
                        .get("/api/cases/" + id + "?asOf=1")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_same_key_gives_the_first_outcome_and_changes_nothing_again() {
        String key = Fixtures.unique("key");
        Map<String, ?> payload = Map.of("caseType", type, "data", Map.of("street", "Dam"));

        Response first = WORKER.request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(payload)
                .post("/api/commands/open-case");
        Response again = WORKER.request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(payload)
                .post("/api/commands/open-case");
        Response reused = WORKER.request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("caseType", type, "data", Map.of("street", "Singel")))
                .post("/api/commands/open-case");

        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.header("Docket-Replayed")).isEqualTo("true");
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(again.<String>path("position")).isEqualTo(first.path("position"));
        assertThat(reused.statusCode()).isEqualTo(422);
    }

    @Test
    void a_stale_version_is_refused_with_the_current_one() {
        String id = open().path("id");
        WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review"));

        Response stale = WORKER.request()
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(Map.of("caseId", id, "stage", "decided"))
                .post("/api/commands/move-case");

        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        Response opened = open();
        String id = opened.path("id");

        assertThat(WORKER.after(opened, "/api/cases/" + id).statusCode()).isEqualTo(200);
        assertThat(OTHER.request().get("/api/cases/" + id).statusCode()).isEqualTo(404);
        assertThat(OTHER.send("add-comment", Map.of("caseId", id, "body", "hello"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(OTHER.request().get("/api/cases?type=" + type).<Integer>path("items.size()"))
                .isZero();
    }

    @Test
    void a_task_is_claimed_by_one_and_completed_by_that_one() {
        String id = open().path("id");
        String task = DEMO.accepted("create-task", Map.of("caseId", id, "name", "Check"))
                .path("id");

        Response claimed = WORKER.accepted("claim-task", Map.of("taskId", task));
        Response late = DEMO.send("claim-task", Map.of("taskId", task));
        WORKER.after(claimed, "/api/tasks?assignee=me&case=" + id)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(task));
        Response completed = WORKER.accepted("complete-task", Map.of("taskId", task, "data", Map.of("ok", true)));

        assertThat(late.statusCode()).isEqualTo(409);
        WORKER.after(completed, "/api/tasks/" + task)
                .then()
                .body("status", equalTo("completed"))
                .body("data.ok", equalTo(true))
                .body("version", equalTo(3));
    }
}
