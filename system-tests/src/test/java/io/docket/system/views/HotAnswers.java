package io.docket.system.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.system.support.Tokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an instance answers from Redis, held to what the same instance shows of the stored documents. */
final class HotAnswers {
    private static final int OK = 200;
    private static final int PAGE = 500;
    private static final List<String> SUMMARY =
            List.of("id", "number", "caseType", "title", "stage", "status", "assignee", "version");

    private final String instance;
    private final String user;

    HotAnswers(String instance, String user) {
        this.instance = instance;
        this.user = user;
    }

    /** Fails unless all of it comes from Redis and is what the stored documents say. */
    void assertAreOfTheDocuments(List<String> caseIds) {
        ObjectNode stats = (ObjectNode) get("/api/stats");
        ObjectNode stored = (ObjectNode) get("/api/stats?source=mongodb");
        assertThat(stats.remove("source").asText()).isEqualTo("redis");
        assertThat(stored.remove("source").asText()).isEqualTo("mongodb");
        assertThat(stats).isEqualTo(stored);
        assertTasks(get("/api/tasks/counts"));
        assertSummaries(caseIds, get("/api/case-summaries?ids=" + String.join(",", caseIds)));
    }

    private void assertTasks(JsonNode counts) {
        assertThat(counts.path("source").asText()).isEqualTo("redis");
        assertThat(counts.path("mine").asLong()).isEqualTo(count("assignee=me"));
        assertThat(counts.path("offered").asLong()).isEqualTo(count("assignee=none&candidate=me"));
        counts.path("groups")
                .properties()
                .forEach(group -> assertThat(group.getValue().asLong())
                        .as(group.getKey())
                        .isEqualTo(count("assignee=none&group=" + group.getKey())));
    }

    /** The open tasks that a list has on all its pages. */
    private long count(String filter) {
        long count = 0;
        @Nullable String after = null;
        do {
            JsonNode page = get(
                    "/api/tasks?status=open&limit=" + PAGE + '&' + filter + (after == null ? "" : "&after=" + after));
            count += page.path("items").size();
            after = page.hasNonNull("next") ? page.path("next").asText() : null;
        } while (after != null);
        return count;
    }

    private void assertSummaries(List<String> caseIds, JsonNode answer) {
        assertThat(answer.path("source").asText()).isEqualTo("redis");
        assertThat(answer.path("items").size()).isEqualTo(caseIds.size());
        Map<String, JsonNode> found = new HashMap<>();
        answer.path("items").forEach(item -> found.put(item.path("id").asText(), item));
        for (String id : caseIds) {
            ObjectNode stored = ((ObjectNode) get("/api/cases/" + id)).retain(SUMMARY);
            stored.properties().removeIf(field -> field.getValue().isNull());
            assertThat(found.get(id)).as(id).isEqualTo(stored);
        }
    }

    private JsonNode get(String path) {
        Response answer = RestAssured.given()
                .baseUri(instance)
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of(user))
                .get(path);
        assertThat(answer.statusCode()).as(path + " -> " + answer.asString()).isEqualTo(OK);
        return Json.tree(answer.asByteArray());
    }
}
