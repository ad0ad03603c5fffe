package io.docket.notification.asyncapi;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.notification.support.Env;
import io.docket.notification.support.ServiceProcess;
import io.docket.notification.support.SocketClient;
import io.docket.notification.support.TestTopic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document that the running service publishes, against every frame and message that travels to and from it. */
class AsyncApiIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int TAIL_EVENTS = 20;

    private static TestTopic topic;
    private static ServiceProcess service;
    private static StrictSchemas schemas;
    private static String demo;

    @BeforeAll
    static void start() throws Exception {
        topic = new TestTopic();
        service = new ServiceProcess(
                topic.name(),
                Map.of("docket.live.tail-events", Integer.toString(TAIL_EVENTS), "docket.live.token-warning", "1h"));
        demo = Env.token("demo");
        schemas = new StrictSchemas(
                get("/q/asyncapi", "Accept", "application/json").body());
    }

    @AfterAll
    static void stop() {
        service.close();
        topic.close();
    }

    @Test
    void the_document_is_there_as_yaml_and_as_json() throws Exception {
        HttpResponse<String> yaml = get("/q/asyncapi");

        assertThat(yaml.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
        assertThat(new YAMLMapper().readTree(yaml.body())).isEqualTo(schemas.document());
        assertThat(Json.mapper().readTree(get("/q/asyncapi/json").body())).isEqualTo(schemas.document());
    }

    @Test
    void every_frame_that_travels_is_described_and_every_frame_that_is_described_travels() throws Exception {
        List<JsonNode> sent = new ArrayList<>();
        List<JsonNode> received = new ArrayList<>();
        try (SocketClient client = new SocketClient(service.socket(), null)) {
            send(client, sent, "{'op':'auth','token':'" + demo + "'}");
            send(client, sent, "{'op':'subscribe','id':'s1','filter':{'root':['w1'],'assignee':'me'}}");
            send(client, sent, "{'op':'subscribe','id':'s2','filter':{'root':'w1','data.amount':[5000]},'from':'now'}");
            await().atMost(SOON).until(() -> heard(client, "subscribed") == 2);
            topic.commit(List.of(
                    envelope("acme", "case/w1", opened("loan", "demo")),
                    envelope("acme", "task/w1~1", task("demo", "ann")),
                    envelope("acme", "task/w1~1", new TaskEvent.Claimed("demo"))));
            await().atMost(SOON).until(() -> client.events.size() >= 4);
            String cursor = client.lastCursor();
            send(client, sent, "{'op':'ack','cursor':'" + cursor + "'}");
            send(client, sent, "{'op':'unsubscribe','id':'s1'}");
            send(client, sent, "{'op':'subscribe','id':'s3','from':'" + cursor + "'}");
            send(client, sent, "{'op':'ping'}");
            await().atMost(SOON).until(() -> heard(client, "subscribed") == 3 && heard(client, "pong") == 1);

            client.send("{'op':'unsubscribe','id':'nobody'}");
            client.send("{'op':'subscribe','id':'s2'}");
            await().atMost(SOON).until(() -> heard(client, "error") == 2);

            forgetWhatThereIs(cursor);
            send(client, sent, "{'op':'subscribe','id':'s4','from':'" + cursor + "'}");
            await().atMost(SOON).until(() -> heard(client, "reset") == 1 && client.heard("expiring"));
            received.addAll(client.control);
            received.addAll(client.events);
        }

        assertThat(sent)
                .allSatisfy(frame ->
                        assertThat(schemas.payloadFaults(op(frame), frame)).isEmpty());
        assertThat(received)
                .allSatisfy(frame ->
                        assertThat(schemas.payloadFaults(op(frame), frame)).isEmpty());
        assertThat(received).filteredOn(frame -> op(frame).equals("event")).allSatisfy(AsyncApiIT::assertDataFits);
        assertThat(ops(sent)).isEqualTo(described("receiveFrames"));
        assertThat(ops(received)).isEqualTo(described("sendFrames"));
    }

    @Test
    void what_the_document_forbids_is_refused() {
        List<String> bad = List.of(
                "{'op':'subscribe','id':'x','filter':{'colour':'red'}}",
                "{'op':'subscribe','id':'x','filter':{'subject':[]}}",
                "{'op':'subscribe','id':'x','filter':{'data.amount':{'gt':5}}}",
                "{'op':'subscribe','id':'','filter':{}}",
                "{'op':'subscribe','filter':{}}",
                "{'op':'unsubscribe'}",
                "{'op':'ack','cursor':'?'}");
        try (SocketClient client = new SocketClient(service.socket(), demo)) {
            for (String frame : bad) {
                JsonNode json = json(frame);
                assertThat(schemas.payloadFaults(op(json), json)).as(frame).isNotEmpty();
                client.send(frame);
            }

            await().atMost(SOON).until(() -> heard(client, "error") == bad.size());
            assertThat(client.control)
                    .filteredOn(frame -> op(frame).equals("error"))
                    .allSatisfy(frame -> {
                        assertThat(frame.at("/problem/status").asInt()).isEqualTo(400);
                        assertThat(schemas.payloadFaults("error", frame)).isEmpty();
                    });
        }
    }

    @Test
    void streams_and_polls_are_as_described() throws Exception {
        topic.commit(moves("h1", 2));
        await().atMost(SOON)
                .until(() ->
                        json(poll("cursor=earliest&root=h1")).path("events").size() == 2);
        JsonNode answer = json(poll("cursor=earliest&root=h1"));
        List<Map<String, String>> streamed = stream("from=earliest&root=h1", 3);
        String cursor = answer.path("cursor").asText();

        assertThat(schemas.payloadFaults("pollAnswer", answer)).isEmpty();
        assertThat(schemas.payloadFaults("pollAnswer", json(poll("waitMs=0&cursor=" + cursor))))
                .isEmpty();
        assertFits("streamSubscribed", streamed.getFirst());
        assertFits("streamEvent", streamed.get(1));
        assertFits("streamEvent", streamed.get(2));

        forgetWhatThereIs(cursor);
        Map<String, String> reset = stream("root=h1&from=" + cursor, 1).getFirst();
        assertThat(reset.get("event")).isEqualTo("reset");
        assertThat(schemas.payloadFaults("streamReset", json(reset.get("data"))))
                .isEmpty();
    }

    /** Writes more than the tail in memory holds, and has Kafka delete all before, the cursor's place among it. */
    private static void forgetWhatThereIs(String cursor) throws Exception {
        topic.commit(moves("filler", TAIL_EVENTS));
        List<TopicPartition> partitions = IntStream.range(0, 6)
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Env.kafka()))) {
            Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
            partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, RecordsToDelete> deletion = new LinkedHashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> deletion.put(partition, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(deletion).all().get();
        }
        topic.commit(IntStream.range(0, TAIL_EVENTS + 1)
                .mapToObj(number -> envelope("acme", "case/f" + number, new CaseEvent.Archived()))
                .toList());
        await().atMost(SOON)
                .until(() -> get("/api/events/poll?waitMs=5000&cursor=" + cursor, "Authorization", "Bearer " + demo)
                                .statusCode()
                        == 410);
    }

    private static void assertDataFits(JsonNode frame) {
        assertThat(schemas.faults(
                        "/components/schemas/" + frame.at("/event/type").asText(), frame.at("/event/data")))
                .isEmpty();
    }

    private static void assertFits(String message, Map<String, String> fields) {
        assertThat(schemas.payloadFaults(message, json(fields.get("data")))).isEmpty();
        JsonNode headers = Json.mapper().valueToTree(Map.of("id", fields.get("id"), "event", fields.get("event")));
        assertThat(schemas.faults("/components/messages/" + message + "/headers", headers))
                .isEmpty();
    }

    private static void send(SocketClient client, List<JsonNode> sent, String frame) {
        sent.add(json(frame));
        client.send(frame);
    }

    private static long heard(SocketClient client, String op) {
        return client.control.stream().filter(frame -> op(frame).equals(op)).count();
    }

    private static JsonNode json(String text) {
        return Json.tree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String op(JsonNode frame) {
        return frame.path("op").asText();
    }

    private static Set<String> ops(List<JsonNode> frames) {
        return new TreeSet<>(frames.stream().map(AsyncApiIT::op).toList());
    }

    /** Names of the messages of an operation. */
    private static Set<String> described(String operation) {
        return new TreeSet<>(StreamSupport.stream(
                        schemas.at("/operations/" + operation + "/messages").spliterator(), false)
                .map(message -> message.path("$ref").asText().replaceAll(".*/", ""))
                .toList());
    }

    private static List<EventEnvelope> moves(String caseId, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        step -> envelope("acme", "case/" + caseId, new CaseEvent.Moved("from", Integer.toString(step))))
                .toList();
    }

    private static String poll(String query) throws Exception {
        return get("/api/events/poll?" + query, "Authorization", "Bearer " + demo)
                .body();
    }

    /** The first server-sent events, each as its fields. */
    private static List<Map<String, String>> stream(String query, int count) throws Exception {
        List<Map<String, String>> events = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Stream<String> lines = http.send(
                            request("/api/events?" + query, "Authorization", "Bearer " + demo),
                            HttpResponse.BodyHandlers.ofLines())
                    .body();
            Map<String, String> fields = new LinkedHashMap<>();
            for (String line : (Iterable<String>) lines::iterator) {
                if (!line.isEmpty()) {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                } else if (fields.containsKey("data")) {
                    events.add(Map.copyOf(fields));
                    fields.clear();
                }
                if (events.size() == count) {
                    break;
                }
            }
            http.shutdownNow();
        }
        return events;
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request(path, headers), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service.url() + path)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }
}
