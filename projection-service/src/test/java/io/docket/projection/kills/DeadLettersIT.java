package io.docket.projection.kills;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.topic.Topics;
import io.docket.projection.Events;
import io.docket.projection.view.LogEvent;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Operators see parked roots, retry and evict, through the API of two real processes that share the partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String LETTERS = "/api/admin/dead-letters";
    private static final int PARTITION = 3;

    @TempDir
    static Path folder;

    private final Events acme = new Events("acme", PARTITION);
    private final Events globex = new Events("globex", PARTITION + 1);
    private Surroundings surroundings;
    private StoredViews stored;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeAll
    void start() throws Exception {
        surroundings = new Surroundings(folder);
        stored = surroundings.stored();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(surroundings.topic(), Topics.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        Map<String, String> oneGroup = Map.of("MP_MESSAGING_INCOMING_EVENTS_GROUP_ID", surroundings.topic());
        services.add(surroundings.start(oneGroup));
        services.add(surroundings.start(oneGroup));
        await().atMost(SOON).until(() -> services.stream().allMatch(ServiceProcess::isReady));
    }

    @AfterAll
    void end() throws Exception {
        surroundings.close();
        stored.close();
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(surroundings.topic())).all().get();
        }
    }

    @Test
    void a_parked_root_is_shown_retried_and_live_again() throws Exception {
        poison(acme, "r1");
        write(acme.next("case", "r1", "kim", new CaseEvent.Moved("a", "b")));
        String id = letterOf("r1");

        await().atMost(SOON)
                .untilAsserted(() -> as("demo")
                        .get(LETTERS + "/" + id)
                        .then()
                        .statusCode(200)
                        .body("view", equalTo("cases"))
                        .body("error", equalTo("the case has no comment nowhere"))
                        .body("attempts", equalTo(1))
                        .body("event.specversion", equalTo("1.0"))
                        .body("event.type", equalTo("docket.case.comment-edited.v1"))
                        .body("event.data.commentId", equalTo("nowhere"))
                        .body("behind", hasSize(1))
                        .body("behind[0].type", equalTo("docket.case.moved.v1")));
        assertThat(metric("docket_projection_parked_roots")).isPositive();
        assertThat(services)
                .anySatisfy(service -> given().get(service.url() + "/hc")
                        .then()
                        .statusCode(200)
                        .body(containsString("cases.roots")));

        as("demo").post(LETTERS + "/" + id + "/retry").then().statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() -> as("demo")
                        .get(LETTERS + "/" + id)
                        .then()
                        .body("attempts", equalTo(2))
                        .body("requested", nullValue()));

        stored.addComment("acme/r1", "nowhere");
        as("demo").post(LETTERS + "/retry?view=cases").then().statusCode(202);

        await().atMost(SOON)
                .untilAsserted(() -> as("demo").get(LETTERS + "/" + id).then().statusCode(404));
        as("demo").get("/api/cases/r1").then().body("stage", equalTo("b")).body("version", equalTo(3));
    }

    @Test
    void an_evicted_event_is_left_out_and_the_decision_is_kept() throws Exception {
        poison(acme, "r2");
        write(acme.next("case", "r2", "kim", new CaseEvent.Closed("done")));
        String id = letterOf("r2");
        String etag = as("demo").get(LETTERS + "/" + id).header("ETag");

        as("demo").delete(LETTERS + "/" + id).then().statusCode(400).body("errors[0].pointer", equalTo("reason"));
        as("demo")
                .header("If-Match", "\"3-999999\"")
                .delete(LETTERS + "/" + id + "?reason=broken")
                .then()
                .statusCode(412);
        as("worker").delete(LETTERS + "/" + id + "?reason=broken").then().statusCode(403);
        as("demo")
                .header("If-Match", etag)
                .delete(LETTERS + "/" + id + "?reason=broken")
                .then()
                .statusCode(202);

        await().atMost(SOON)
                .untilAsserted(() -> as("demo").get(LETTERS + "/" + id).then().statusCode(404));
        as("demo").get("/api/cases/r2").then().body("status", equalTo("closed")).body("version", equalTo(3));
        String leftOut = "left out by demo: broken";
        as("demo")
                .get("/api/cases/r2?asOf=3")
                .then()
                .body("status", equalTo("closed"))
                .body("unapplied.reason", contains(leftOut));
        as("demo")
                .get("/api/cases/r2/timeline")
                .then()
                .body("items.unapplied", contains(null, leftOut, null))
                .body("items[2].changes.field", hasItem("status"));
        assertThat(stored.documents("evictions").values())
                .anySatisfy(eviction -> assertThat(eviction)
                        .containsEntry("root", "r2")
                        .containsEntry("by", "demo")
                        .containsEntry("reason", "broken"));
    }

    @Test
    void an_admin_sees_the_letters_of_the_own_tenant_only() throws Exception {
        poison(globex, "r3");
        String id = letterOf("other", "r3");

        as("demo").get(LETTERS + "?root=r3").then().statusCode(200).body("items", empty());
        as("demo").get(LETTERS + "?tenant=globex").then().statusCode(200).body("items", empty());
        as("demo").get(LETTERS + "/" + id).then().statusCode(404);
        as("demo").post(LETTERS + "/" + id + "/retry").then().statusCode(404);
        as("demo").delete(LETTERS + "/" + id + "?reason=x").then().statusCode(404);
        as("worker").get(LETTERS).then().statusCode(403);
        given().get(services.getFirst().url() + LETTERS).then().statusCode(401);
    }

    @Test
    void bad_questions_get_one_clear_answer() {
        as("demo").get(LETTERS + "?limit=1000000000").then().statusCode(400);
        as("demo").get(LETTERS + "?after=nonsense").then().statusCode(400);
        as("demo").get(LETTERS + "?colour=red").then().statusCode(400);
        as("demo").post(LETTERS + "/retry").then().statusCode(400).body("errors[0].pointer", equalTo("view"));
        as("demo").get(LETTERS + "/nonsense").then().statusCode(404);
    }

    /** A case whose second event the view of cases cannot take. */
    private void poison(Events log, String id) throws Exception {
        write(log.next(
                "case",
                id,
                "kim",
                new CaseEvent.Opened(
                        "t", 1, id, null, "a", Json.tree("{}".getBytes(StandardCharsets.UTF_8)), null, null)));
        write(log.next("case", id, "kim", new CaseEvent.CommentEdited("nowhere", "x")));
    }

    private String letterOf(String root) {
        return letterOf("demo", root);
    }

    private String letterOf(String user, String root) {
        return await().atMost(SOON)
                .until(() -> as(user).get(LETTERS + "?view=cases&root=" + root).path("items[0].id"), id -> id != null);
    }

    private double metric(String name) {
        return services.stream().mapToDouble(service -> service.metric(name)).sum();
    }

    /** Asks one process after the other: the one that is asked is not always the one that owns the partition. */
    private RequestSpecification as(String user) {
        ServiceProcess asked = services.get(requests.getAndIncrement() % services.size());
        return given().baseUri(asked.url()).auth().oauth2(Tokens.of(user));
    }

    private void write(LogEvent event) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Surroundings.KAFKA), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    surroundings.topic(),
                    event.position().partition(),
                    event.envelope().root(),
                    event.envelope().data());
            CloudEventHeaders.write(event.envelope())
                    .forEach((name, value) -> record.headers().add(name, value));
            producer.send(record).get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Surroundings.KAFKA));
    }
}
