package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.json.Json;
import io.docket.contracts.topic.Topics;
import io.docket.notification.asyncapi.StrictSchemas;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.TopicRecords;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in the topics of the running platform, against the AsyncAPI document that it publishes. */
class PublishedRecordsIT {
    private static final Api WORKER = new Api("worker");
    private static final Api DEMO = new Api("demo");
    /** Records that are looked at of each kind: an import writes hundreds of thousands. */
    private static final int MAX_OF_A_KIND = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static StrictSchemas schemas;

    @BeforeAll
    static void document() throws IOException {
        schemas = new StrictSchemas(RestAssured.given()
                .accept("application/json")
                .get(Platform.notification() + "/q/asyncapi")
                .asString());
        leaveRecords();
    }

    /** In every topic but that of the checkpoints, as those come with thousands of events. */
    private static void leaveRecords() throws IOException {
        String process = Fixtures.unique("published");
        try (InputStream bpmn = PublishedRecordsIT.class.getResourceAsStream("/loan-review.bpmn")) {
            String xml = new String(bpmn.readAllBytes(), UTF_8).replace("PROCESS_ID", process);
            DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", xml));
        }
        String type = Fixtures.permitType(Map.of("process", process));
        WORKER.request()
                .contentType("application/json")
                .header("Idempotency-Key", process)
                .body(Map.of("caseType", type, "data", Map.of()))
                .post("/api/commands/open-case")
                .then()
                .statusCode(201);
        await().atMost(PATIENCE)
                .until(() -> TopicRecords.of(Topics.ZEEBE)
                        .anyMatch(record -> new String(record.value(), UTF_8).contains(process)));
    }

    static List<Topics.Topic> topics() {
        return Topics.all();
    }

    @Test
    void every_event_of_a_case_and_its_task_is_as_described() {
        String type = Fixtures.permitType(Map.of());
        String other = open(type);
        String id = open(type);
        workOn(id, other);
        WORKER.accepted("create-task", Map.of("caseId", id, "taskId", id + "~t", "name", "Check"));
        for (String step : List.of("claim-task", "release-task", "claim-task", "complete-task")) {
            WORKER.accepted(step, Map.of("taskId", id + "~t"));
        }
        DEMO.accepted("close-case", Map.of("caseId", id, "outcome", "granted"));
        DEMO.accepted("reopen-case", Map.of("caseId", id));

        Set<String> seen = new TreeSet<>();
        TopicRecords.of(Topics.EVENTS).filter(record -> id.equals(record.key())).forEach(record -> {
            seen.add(header(record, CloudEventHeaders.TYPE));
            assertThat(faults("events", record)).as(record.toString()).isEmpty();
        });

        assertThat(seen)
                .containsExactly(
                        "docket.case.assigned.v1",
                        "docket.case.closed.v1",
                        "docket.case.comment-added.v1",
                        "docket.case.comment-edited.v1",
                        "docket.case.linked.v1",
                        "docket.case.moved.v1",
                        "docket.case.opened.v1",
                        "docket.case.reopened.v1",
                        "docket.case.updated.v1",
                        "docket.task.claimed.v1",
                        "docket.task.completed.v1",
                        "docket.task.created.v1",
                        "docket.task.released.v1");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_record_of_a_topic_is_as_described(Topics.Topic topic) {
        String channel = channelOf(topic);
        Map<String, Integer> kinds = new HashMap<>();

        TopicRecords.of(topic)
                .filter(record -> kinds.merge(messageOf(channel, record), 1, Integer::sum) <= MAX_OF_A_KIND)
                .forEach(record -> assertThat(faults(channel, record))
                        .as(record.toString())
                        .isEmpty());

        if (!topic.equals(Topics.CHECKPOINTS)) {
            assertThat(kinds).isNotEmpty();
        }
    }

    private static void workOn(String id, String other) {
        WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review", "reason", "complete"));
        WORKER.accepted("update-case", Map.of("caseId", id, "data", Map.of("street", "Dam")));
        DEMO.accepted("assign-case", Map.of("caseId", id, "assignee", "worker"));
        Response commented = WORKER.accepted("add-comment", Map.of("caseId", id, "body", "first"));
        String comment = WORKER.after(commented, "/api/cases/" + id).path("comments[0].id");
        WORKER.accepted("edit-comment", Map.of("caseId", id, "commentId", comment, "body", "second"));
        WORKER.accepted("link-cases", Map.of("caseId", id, "otherCaseId", other, "relation", "same-house"));
    }

    private static String open(String type) {
        return WORKER.accepted(
                        "open-case",
                        Map.of("caseType", type, "data", Map.of(), "occurredAt", "2011-10-01T00:38:44.546+02:00"))
                .path("id");
    }

    private static String channelOf(Topics.Topic topic) {
        return schemas.at("/channels").properties().stream()
                .filter(channel -> channel.getValue().path("address").asText().equals(topic.name()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static List<String> faults(String channel, ConsumerRecord<String, byte[]> record) {
        String message = "/components/messages/" + messageOf(channel, record);
        String shape = channel.equals("events") ? "/components/messageTraits/event" : message;
        List<String> faults = new ArrayList<>(
                schemas.faults(shape + "/bindings/kafka/key", Json.mapper().valueToTree(record.key())));
        if (!schemas.at(shape + "/headers").isMissingNode()) {
            faults.addAll(schemas.faults(shape + "/headers", headers(record)));
        }
        if (record.value() != null) {
            faults.addAll(schemas.faults(message + "/payload", Json.tree(record.value())));
        }
        return faults;
    }

    /** In the log of events the type names the message; every other topic has one. */
    private static String messageOf(String channel, ConsumerRecord<String, byte[]> record) {
        JsonNode messages = schemas.at("/channels/" + channel + "/messages");
        return messages.size() > 1
                ? header(record, CloudEventHeaders.TYPE)
                : messages.fieldNames().next();
    }

    private static ObjectNode headers(ConsumerRecord<String, byte[]> record) {
        ObjectNode headers = Json.mapper().createObjectNode();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
