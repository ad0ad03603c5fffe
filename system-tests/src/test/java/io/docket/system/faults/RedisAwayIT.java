package io.docket.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.LoanReview;
import io.docket.system.support.Servers;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis is down: what needs interim data is told to come back, all else goes on. */
class RedisAwayIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REQUESTED = "docket.process.requested.v1";
    private static final String PUBLISHED = "docket.message.published.v1";

    @AfterEach
    void redis_is_back() throws IOException {
        Servers.release("redis");
    }

    @Test
    void commands_that_need_interim_data_come_back_later_and_others_go_on() throws IOException {
        LoanReview withForm = LoanReview.claimed();
        LoanReview inline = LoanReview.claimed();
        Map<String, Object> form = withForm.bring(Map.of("data", Map.of("income", "1000 EUR")))
                .jsonPath()
                .getMap("$");
        Servers.hold("redis");

        Response bringing = inline.bring(Map.of("data", Map.of("income", "2000 EUR")));
        Response completing = withForm.complete(form);
        Response commenting = WORKER.send("add-comment", Map.of("caseId", withForm.caseId(), "body", "redis is away"));
        Response completingInline =
                WORKER.send("complete-task", Map.of("taskId", inline.task(), "data", Map.of("outcome", "approved")));
        String meanwhile = withForm.status();
        Servers.release("redis");

        await().atMost(PATIENCE).until(() -> withForm.complete(form).statusCode() == 200);
        withForm.awaitCompleted();
        inline.awaitCompleted();
        assertThat(bringing.statusCode()).as(bringing.asString()).isEqualTo(503);
        assertThat(bringing.header("Retry-After")).isNotNull();
        assertThat(completing.statusCode()).as(completing.asString()).isEqualTo(503);
        assertThat(completing.header("Retry-After")).isNotNull();
        assertThat(completing.<String>path("type")).endsWith("/interim-data-unavailable");
        assertThat(meanwhile).isEqualTo("open");
        assertThat(commenting.statusCode()).as(commenting.asString()).isLessThan(300);
        assertThat(completingInline.statusCode())
                .as(completingInline.asString())
                .isLessThan(300);
    }

    @Test
    void starts_and_messages_that_need_interim_data_come_back_later_and_others_go_on() throws IOException {
        String process = Fixtures.unique("loan-review");
        LoanReview.deploy(process);
        Map<String, Object> form = bring(process, "start-forms").jsonPath().getMap("$");
        Map<String, Object> payload =
                bring(process, "start-messages").jsonPath().getMap("$");
        Map<TopicPartition, Long> before = KafkaLog.end();
        Servers.hold("redis");

        Response bringing = bring(process, "start-forms");
        Response starting = start(process, Map.of("form", form));
        Response publishing = publish(process, Map.of("payload", payload));
        List<String> refused = asked(process, before);
        Response startingInline = start(process, Map.of());
        Response publishingInline = publish(process, Map.of());
        List<String> meanwhile = asked(process, before);
        Servers.release("redis");

        await().atMost(PATIENCE)
                .until(() -> start(process, Map.of("form", form)).statusCode() < 300);
        await().atMost(PATIENCE)
                .until(() -> publish(process, Map.of("payload", payload)).statusCode() < 300);
        List<String> instances = await().atMost(PATIENCE).until(() -> started(process), ids -> ids.size() == 2);
        instances.forEach(id -> DEMO.accepted("cancel-process", Map.of("processInstanceId", id)));
        assertThat(List.of(bringing, starting, publishing)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotNull();
        });
        assertThat(List.of(starting, publishing))
                .allSatisfy(answer -> assertThat(answer.<String>path("type")).endsWith("/interim-data-unavailable"));
        assertThat(refused).isEmpty();
        assertThat(List.of(startingInline, publishingInline))
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300));
        assertThat(meanwhile).containsExactlyInAnyOrder(REQUESTED, PUBLISHED);
        assertThat(asked(process, before)).containsExactlyInAnyOrder(REQUESTED, PUBLISHED, REQUESTED, PUBLISHED);
    }

    private static Response bring(String process, String kind) {
        return DEMO.request()
                .contentType("application/json")
                .body(Map.of("data", Map.of("income", "1000 EUR")))
                .post("/api/interim/process-definitions/" + process + "/" + kind);
    }

    private static Response start(String process, Map<String, ?> more) {
        return send("start-process", process, Map.of("processId", process), more);
    }

    private static Response publish(String process, Map<String, ?> more) {
        return send("publish-message", process, Map.of("name", process, "correlationKey", "k"), more);
    }

    /** The same command each time. */
    private static Response send(String type, String process, Map<String, ?> payload, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(payload);
        all.putAll(more);
        return DEMO.request()
                .contentType("application/json")
                .header("Idempotency-Key", process + ":" + type + ":" + more.keySet())
                .body(all)
                .post("/api/commands/" + type);
    }

    /** Types of the events by which somebody asked for the process, or sent its message. */
    private static List<String> asked(String process, Map<TopicPartition, Long> before) {
        return KafkaLog.since(before).stream()
                .filter(event ->
                        isOf(event, REQUESTED, "processId", process) || isOf(event, PUBLISHED, "name", process))
                .map(EventEnvelope::type)
                .toList();
    }

    private static boolean isOf(EventEnvelope event, String type, String field, String value) {
        return event.type().equals(type)
                && Json.tree(event.data()).path(field).asText().equals(value);
    }

    private static List<String> started(String process) {
        return DEMO.request()
                .get("/api/processes?process=" + process)
                .path("items.findAll { it.startedAt != null }.id");
    }
}
