package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.chain.PemFile;
import io.docket.contracts.topic.Topics;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.TopicRecords;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a process derives of a form goes to another process by key, signed by the platform, past the engine. */
class PayloadJourneyIT {
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    /** The canonical form of what the first process derives. */
    private static final String DERIVED = "{\"income\":\"1000 EUR of %s\",\"twice\":1400}";

    private final String payout = Fixtures.unique("payout");
    private final String recordType = Fixtures.unique("order");

    @Test
    void payload_goes_from_process_to_process_by_its_key_with_a_signature_that_fits()
            throws IOException, GeneralSecurityException {
        String assessment = Fixtures.unique("assessment");
        DEMO.accepted(
                "define-record-type", Map.of("id", recordType, "name", "Order", "schema", Map.of("type", "object")));
        deploy("payout", payout);
        deploy("assessment", assessment);
        String type = Fixtures.permitType(Map.of("process", assessment));
        String caseId = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                .path("id");
        await().atMost(PATIENCE).until(() -> tasks(caseId).size() == 1);
        String task = Objects.toString(tasks(caseId).getFirst().get("id"));
        WORKER.accepted("claim-task", Map.of("taskId", task));
        String income = "1000 EUR of " + caseId;
        Map<String, Object> form = WORKER.request()
                .contentType("application/json")
                .body(Map.of("data", Map.of("income", income, "amount", 700)))
                .put("/api/interim/tasks/" + task + "/form")
                .jsonPath()
                .getMap("$");

        WORKER.accepted("complete-task", Map.of("taskId", task, "form", form));

        await().atMost(PATIENCE).until(() -> records().size() == 1);
        Response record = WORKER.request().get("/api/records/" + recordType);
        assertThat(record.<Boolean>path("items[0].data.large")).isTrue();
        assertThat(record.<String>path("items[0].data.order.income")).isEqualTo(income);
        requireSigned(DERIVED.formatted(caseId), record.path("items[0].data.signature"));
        String key = published();
        assertThat(key).startsWith("bpm-message-payloads:process-definition/" + payout + "/start-message/");
        assertThat(read(key).<String>path("data.income")).isEqualTo(income);
        assertThat(TopicRecords.of(Topics.ZEEBE).map(engine -> new String(engine.value(), UTF_8)))
                .isNotEmpty()
                .noneMatch(engine -> engine.contains(income));

        DEMO.accepted("cancel-process", Map.of("processInstanceId", instance()));
        await().atMost(PATIENCE)
                .until(() -> WORKER.request()
                        .get("/api/processes?process=" + payout)
                        .path("items.state")
                        .equals(List.of("terminated")));
        await().atMost(GONE_WITHIN).until(() -> read(key).statusCode() == 404);
    }

    private void deploy(String resource, String process) throws IOException {
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(resource, process)));
        await().atMost(PATIENCE)
                .until(() -> DEMO.request()
                        .get("/api/history?subject=process-definition/" + process)
                        .<List<String>>path("items.type")
                        .contains("docket.process-definition.activated.v1"));
    }

    private String bpmn(String resource, String process) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PayloadJourneyIT.class.getResourceAsStream("/" + resource + ".bpmn"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .replace("PROCESS_ID", process)
                    .replace("PAYOUT_ID", payout)
                    .replace("RECORD_TYPE", recordType);
        }
    }

    private static void requireSigned(String canonical, String jws) throws IOException, GeneralSecurityException {
        int dots = jws.indexOf("..");
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(canonical.getBytes(UTF_8));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(
                PemFile.publicKey(Platform.home().resolve("secrets").resolve("bridge-signing.pub.pem")));
        signature.update((jws.substring(0, dots) + "." + payload).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jws.substring(dots + 2))))
                .isTrue();
    }

    /** Key of the payload of the only message for the second process. */
    private String published() {
        return DEMO.request()
                .get("/api/history?type=docket.message.published.v1&data.name=" + payout)
                .path("items[0].data.payload.key");
    }

    private static Response read(String key) {
        return WORKER.request().get("/api/interim/data?key=" + key);
    }

    private String instance() {
        return WORKER.request().get("/api/processes?process=" + payout).path("items[0].id");
    }

    private List<Map<String, Object>> records() {
        Response listed = WORKER.request().get("/api/records/" + recordType);
        return listed.statusCode() == 200 ? listed.path("items") : List.of();
    }

    private static List<Map<String, Object>> tasks(String caseId) {
        return WORKER.request().get("/api/tasks?case=" + caseId).path("items");
    }
}
