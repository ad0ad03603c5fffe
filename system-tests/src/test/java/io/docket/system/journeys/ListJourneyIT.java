package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.RawRequest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, lists and statistics, as a client of the whole platform sees them. */
class ListJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Api OTHER = new Api("other");

    @Test
    void a_record_is_checked_kept_found_replaced_and_deleted() {
        String type = Fixtures.unique("customer");
        Response defined = DEMO.accepted(
                "define-record-type",
                Map.of(
                        "id",
                        type,
                        "name",
                        "Customer",
                        "schema",
                        Map.of("type", "object", "properties", Map.of("age", Map.of("type", "integer")))));
        assertThat(defined.header("Location")).isEqualTo("/api/record-types/" + type);
        assertThat(WORKER.after(defined, "/api/record-types/" + type).<String>path("schema.type"))
                .isEqualTo("object");

        Response put = WORKER.accepted(
                "put-record", Map.of("type", type, "id", "c1", "data", Map.of("name", "Kim", "age", 40)));
        Response refused = WORKER.send("put-record", Map.of("type", type, "id", "c1", "data", Map.of("age", "forty")));
        String path = put.header("Location");
        Response shown = WORKER.after(put, path);
        Response found = WORKER.after(put, "/api/records/" + type + "?data.age=40&q=ki");

        assertThat(path).isEqualTo("/api/records/" + type + "/c1");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/data/age");
        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        assertThat(shown.<String>path("data.name")).isEqualTo("Kim");
        assertThat(found.<List<String>>path("items.id")).containsExactly("c1");
        assertThat(OTHER.request().get(path).statusCode()).isEqualTo(404);

        Response stale = WORKER.request()
                .header("If-Match", "\"7\"")
                .contentType("application/json")
                .body(Map.of("type", type, "id", "c1", "data", Map.of()))
                .post("/api/commands/put-record");
        Response deleted = DEMO.accepted("delete-record", Map.of("type", type, "id", "c1"));

        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(WORKER.send("delete-record", Map.of("type", type, "id", "c1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(WORKER.after(deleted, path).statusCode()).isEqualTo(404);
        assertThat(WORKER.after(deleted, "/api/records/" + type).<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void a_record_of_a_case_is_in_the_timeline_of_the_case() {
        String type = Fixtures.unique("visit");
        DEMO.accepted("define-record-type", Map.of("id", type, "name", "Visit", "schema", Map.of("type", "object")));
        String caseId = WORKER.accepted(
                        "open-case", Map.of("caseType", Fixtures.permitType(Map.of()), "data", Map.of()))
                .path("id");

        Response put = WORKER.accepted("put-record", Map.of("type", type, "caseId", caseId, "data", Map.of("n", 1)));

        Response listed = WORKER.after(put, "/api/records/" + type + "?case=" + caseId);
        assertThat(listed.<List<String>>path("items.caseId")).containsExactly(caseId);
        assertThat(WORKER.request().get(put.header("Location")).statusCode()).isEqualTo(200);
        assertThat(WORKER.request().get("/api/cases/" + caseId + "/timeline").<List<String>>path("items.type"))
                .contains("docket.record.put.v1");
        assertThat(WORKER.send("put-record", Map.of("type", type, "caseId", "nobodys", "data", Map.of()))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_team_lead_sees_what_was_opened_and_closed_and_every_version_of_the_type() {
        String type = Fixtures.permitType(Map.of());
        String first = WORKER.accepted(
                        "open-case", Map.of("caseType", type, "title", "Zebra crossing", "data", Map.of()))
                .path("id");
        Response second = WORKER.accepted(
                "open-case", Map.of("caseType", type, "data", Map.of("street", "Dam"), "queue", "late"));
        DEMO.accepted("close-case", Map.of("caseId", first, "outcome", "granted"));
        Response commented = WORKER.accepted("add-comment", Map.of("caseId", first, "body", "Well done"));

        WORKER.after(second, "/api/cases?limit=1");
        Response stats = WORKER.after(commented, "/api/stats?days=1");
        Response stored = WORKER.after(commented, "/api/stats?days=1&source=mongodb");

        String ofType = "caseTypes['" + type + "'].";
        for (Response answer : List.of(stats, stored)) {
            assertThat(answer.<Integer>path(ofType + "opened")).isEqualTo(2);
            assertThat(answer.<Integer>path(ofType + "closed")).isEqualTo(1);
            assertThat(answer.<Integer>path(ofType + "leadTime.cases")).isEqualTo(1);
            assertThat(answer.<Integer>path(ofType + "openByAge[0].cases")).isEqualTo(1);
            assertThat(answer.<Integer>path(ofType + "stageTimes.received.visits"))
                    .isEqualTo(1);
            assertThat(answer.<List<Integer>>path("tasks.openByAge.tasks").stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(answer.<Integer>path("tasks.open"));
        }
        assertThat(ids("/api/cases?type=" + type + "&q=zeb done&outcome=granted"))
                .containsExactly(first);
        assertThat(ids("/api/cases?type=" + type + "&sort=closedAt&limit=1")).containsExactly(first);
        assertThat(ids("/api/cases?type=" + type + "&queue=late&data.street=Dam&openedFrom=2020-01-01"))
                .hasSize(1);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(WORKER.request()
                                .get("/api/case-types/" + type + "/versions")
                                .<List<Integer>>path("items.version"))
                        .containsExactly(1));
        assertThat(WORKER.request()
                        .get("/api/case-types/" + type + "/versions/1")
                        .header("ETag"))
                .isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cases?limit=1e9",
                "/api/cases?surprise=1",
                "/api/cases?sort=surprise",
                "/api/cases?after=garbage",
                "/api/cases?openedFrom=yesterday",
                "/api/cases?q=%3F%3F",
                "/api/tasks?due=whenever",
                "/api/processes?state=asleep",
                "/api/records/x?createdTo=9999999999",
                "/api/record-types?data.x=1",
                "/api/case-types/x/versions?type=1",
                "/api/case-summaries?ids=,",
                "/api/stats?days=367",
                "/api/tasks/counts?group=x",
                "/api/tasks/counts?sort=name",
                "/api/tasks/x?limit=1",
                "/api/cases/P-1?limit=1e9",
                "/api/cases/P-1?asOf=1&after=x",
                "/api/stats?after=x"
            })
    void a_query_that_means_nothing_gets_one_clear_problem(String path) {
        Response problem = WORKER.request().urlEncodingEnabled(false).get(path);

        assertThat(problem.statusCode()).as(problem.asString()).isEqualTo(400);
        assertThat(problem.contentType()).startsWith("application/problem+json");
        assertThat(problem.<String>path("detail")).isNotBlank();
        assertThat(problem.<List<?>>path("errors")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cases?q=%", "/api/cases/x?asOf=100%", "/api/tasks?name=%zz", "/api/stats?%=1"})
    void an_address_that_cannot_be_decoded_gets_one_clear_problem(String target) throws Exception {
        assertThat(RawRequest.get("worker", target))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "https://docket.io/problems/invalid-request");
    }

    private static List<String> ids(String path) {
        return WORKER.request().get(path).path("items.id");
    }
}
