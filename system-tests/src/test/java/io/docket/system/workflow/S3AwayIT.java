package io.docket.system.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.LoanReview;
import io.docket.system.support.Platform;
import io.docket.system.support.Servers;
import io.docket.system.support.Uploads;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** S3 is down when a process ends: its forms are gone all the same, and the files of its tasks soon after S3 is back. */
class S3AwayIT {
    private static final Logger LOG = Logger.getLogger(S3AwayIT.class);
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final String S3 = "s3";
    private static final byte[] SLIP = "the slip of the wages".getBytes(UTF_8);
    private static final String REMOVALS = "docket:bridge:removals";
    private static final String REMOVALS_OF_FILES = "docket:bridge:removals:files";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    /** What could not be removed is tried again after that at the latest. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    @AfterEach
    void s3_is_back() throws IOException {
        Servers.release(S3);
    }

    @Test
    void process_that_ends_while_s3_is_down_keeps_no_form_and_its_file_goes_when_s3_is_back() throws Exception {
        LoanReview review = LoanReview.claimed();
        Map<String, Object> form = review.bring(Map.of("data", Map.of("income", "1000 EUR")))
                .jsonPath()
                .getMap("$");
        String file = uploaded(review.task());
        URI link = link(file);
        assertThat(Uploads.download(link).body()).isEqualTo(SLIP);
        assertThat(interimData(review)).contains(Objects.toString(form.get("key")));
        Map<TopicPartition, Long> before = KafkaLog.end();
        Servers.hold(S3);

        assertThat(review.complete(form).statusCode()).isEqualTo(200);
        review.awaitCompleted();
        await().atMost(GONE_WITHIN)
                .untilAsserted(() -> assertThat(interimData(review)).isEmpty());
        await().atMost(PATIENCE).until(() -> isPutOff(review));
        Response meanwhile = WORKER.request().get("/api/files/" + file);
        List<Path> stored = stored(file);
        Servers.release(S3);
        Instant back = Instant.now();
        await().atMost(GONE_WITHIN.plus(LONGEST_PAUSE))
                .until(() -> WORKER.request().get("/api/files/" + file).statusCode() == 404
                        && Uploads.download(link).statusCode() == 404
                        && removal(review).isEmpty());
        LOG.infof(
                "gone %d ms after S3 was back",
                Duration.between(back, Instant.now()).toMillis());

        assertThat(meanwhile.statusCode()).as(meanwhile.asString()).isEqualTo(503);
        assertThat(stored).hasSize(1);
        assertThat(stored.getFirst()).doesNotExist();
        assertThat(detached(before, review.caseId())).containsExactly(file);
        assertThat(DEMO.request().post("/api/interim/sweeps").<List<String>>path("orphans.key"))
                .noneMatch(key -> key.contains(review.caseId()));
    }

    private static String uploaded(String task) throws IOException, InterruptedException {
        Response announced = Uploads.announce(WORKER, "task/" + task, SLIP);
        assertThat(Uploads.upload(announced, SLIP)).isEqualTo(200);
        String file = announced.path("id");
        Response completed = WORKER.request().post("/api/files/" + file + "/complete");
        assertThat(completed.statusCode()).as(completed.asString()).isEqualTo(200);
        return file;
    }

    private static URI link(String file) {
        return URI.create(WORKER.request()
                .redirects()
                .follow(false)
                .get("/api/files/" + file + "/content")
                .header("Location"));
    }

    /** The bytes of the file where the server that is down keeps them. */
    private static List<Path> stored(String file) throws IOException {
        Path bytes = Path.of(file, Uploads.sha256(SLIP));
        try (Stream<Path> all = Files.walk(Platform.home().resolve("data").resolve(S3))) {
            return all.filter(path -> path.endsWith(bytes)).toList();
        }
    }

    private static Set<String> interimData(LoanReview review) {
        try (Jedis redis = redis()) {
            return redis.keys("bpm-*" + review.caseId() + "*");
        }
    }

    /** True once it was tried, and failed: only then is it due later than now. */
    private static boolean isPutOff(LoanReview review) {
        try (Jedis redis = redis()) {
            return redis.zrangeByScore(REMOVALS_OF_FILES, System.currentTimeMillis() + 1.0, Double.MAX_VALUE).stream()
                    .anyMatch(instance -> instance.contains(review.caseId()));
        }
    }

    /** The instance, while its removal is still to be done. */
    private static List<String> removal(LoanReview review) {
        try (Jedis redis = redis()) {
            return Stream.of(REMOVALS, REMOVALS_OF_FILES)
                    .flatMap(step -> redis.zrange(step, 0, -1).stream())
                    .filter(instance -> instance.contains(review.caseId()))
                    .toList();
        }
    }

    private static Jedis redis() {
        return new Jedis(URI.create(Platform.redis()));
    }

    /** Ids of the files that the log says the case has let go of. */
    private static List<String> detached(Map<TopicPartition, Long> before, String caseId) {
        return KafkaLog.since(before).stream()
                .filter(event -> event.root().equals(caseId))
                .filter(event -> event.type().equals("docket.case.file-detached.v1"))
                .map(S3AwayIT::fileId)
                .toList();
    }

    private static String fileId(EventEnvelope event) {
        return Json.tree(event.data()).path("fileId").asText();
    }
}
