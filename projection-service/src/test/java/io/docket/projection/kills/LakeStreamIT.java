package io.docket.projection.kills;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.contracts.proof.SignedLog;
import io.docket.contracts.topic.Topics;
import io.docket.projection.history.lake.LakeLog;
import io.docket.projection.history.lake.TestLake;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process streams its log over HTTP, before and after Kafka was made to forget the most of it: the lines are the same,
 * from the lake up to there, and from Kafka behind.
 */
class LakeStreamIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int EVENTS = 210;
    private static final int SEGMENT = 50;
    private static final int PER_TRANSACTION = 5;

    /** The events, and the manifest. */
    private static final int FILES_OF_A_SEGMENT = 2;

    /** How many events of each partition Kafka forgets: none, some of a segment, whole segments. */
    private static final List<Integer> FORGOTTEN = List.of(0, 1, 73, 100, 137, 200);

    @TempDir
    private Path folder;

    private final String bucket = "test-" + UUID.randomUUID();
    private final TestLake lake = new TestLake(bucket);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", Surroundings.KAFKA));
    private final Map<Integer, List<LoggedRecord>> log = new TreeMap<>();
    private Surroundings surroundings;
    private ServiceProcess service;

    @BeforeEach
    void start() throws Exception {
        surroundings = new Surroundings(folder);
        admin.createTopics(List.of(new NewTopic(surroundings.topic(), Topics.PARTITIONS, (short) 1)))
                .all()
                .get();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            SignedLog signed = new SignedLog("cluster-1", surroundings.topic(), partition, PER_TRANSACTION);
            for (int i = 0; i < EVENTS; i++) {
                signed.event("acme", "case/C-" + partition + "-" + i % SEGMENT);
            }
            log.put(partition, signed.records());
            write(partition, signed.records());
        }
        service = surroundings.start(Map.of(
                "DOCKET_LAKE_ENABLED",
                "true",
                "DOCKET_LAKE_BUCKET",
                bucket,
                "DOCKET_LAKE_SEGMENT_EVENTS",
                Integer.toString(SEGMENT),
                "DOCKET_LAKE_CHECK_EVERY",
                "1s"));
        await().atMost(SOON).until(() -> service.isReady());
    }

    @AfterEach
    void end() throws Exception {
        surroundings.close();
        lake.close();
        admin.deleteTopics(List.of(surroundings.topic())).all().get();
        admin.close();
    }

    @Test
    void a_stream_goes_from_the_lake_to_kafka_behind_what_kafka_has_deleted() throws Exception {
        awaitLake();
        List<ObjectNode> before = stream("earliest");
        assertThat(positions(before)).isEqualTo(written());

        forget(FORGOTTEN);

        List<ObjectNode> after = stream("earliest");
        assertThat(positions(after)).isEqualTo(written());
        assertThat(byPartition(after)).isEqualTo(byPartition(before));
        for (int line = 0; line < after.size(); line += 97) {
            List<ObjectNode> rest = stream(after.get(line).path("cursor").asText());
            assertThat(positions(rest)).isEqualTo(positions(after.subList(line + 1, after.size())));
        }
        assertThat(stream("earliest&subject=case/C-5-7"))
                .extracting(event -> event.path("position").asText())
                .containsExactlyElementsOf(IntStream.of(7, 57, 107, 157, 207)
                        .mapToObj(log.get(5)::get)
                        .map(LakeStreamIT::position)
                        .toList());
    }

    @Test
    void events_that_neither_lake_nor_kafka_has_are_told_before_anything_is_streamed() throws Exception {
        awaitLake();
        List<ObjectNode> before = stream("earliest");
        int held = EVENTS / SEGMENT * SEGMENT;
        forget(List.of(0, held + 3, 0, 0, held, 0));
        List<LoggedRecord> records = log.get(1);
        String last = position(records.get(held - 1));
        String first = position(records.get(held + 3));
        String lost = before.stream()
                .filter(line -> line.path("position").asText().equals(position(records.get(held))))
                .findFirst()
                .orElseThrow()
                .path("cursor")
                .asText();

        for (String from : List.of("earliest", before.getFirst().path("cursor").asText(), lost)) {
            get(from)
                    .statusCode(410)
                    .body("type", equalTo("https://docket.io/problems/events-lost"))
                    .body("gaps", equalTo(List.of(Map.of("partition", 1, "last", last, "first", first, "lost", 3))));
        }
        get("earliest&pass=" + position(records.get(held + 2))).statusCode(410);
        Map<Integer, List<String>> all = written();
        all.put(
                1,
                IntStream.range(0, EVENTS)
                        .filter(event -> event < held || event >= held + 3)
                        .mapToObj(records::get)
                        .map(LakeStreamIT::position)
                        .toList());
        List<ObjectNode> passed = stream("earliest&pass=" + first);
        assertThat(positions(passed)).isEqualTo(all);
        assertThat(positions(stream(lost + "&pass=" + first)).get(1))
                .isEqualTo(all.get(1).subList(held, all.get(1).size()));
        assertThat(stream(passed.getLast().path("cursor").asText())).isEmpty();
    }

    private void awaitLake() {
        await().atMost(SOON)
                .until(() ->
                        lake.objects(name()).size() == FILES_OF_A_SEGMENT * Topics.PARTITIONS * (EVENTS / SEGMENT));
    }

    private LakeLog.Name name() throws Exception {
        String topic = surroundings.topic();
        Uuid id = admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .get()
                .topicId();
        return new LakeLog.Name(topic, id.toString());
    }

    /** Lets Kafka delete, and looks that it has. */
    private void forget(List<Integer> forgotten) throws Exception {
        Map<TopicPartition, Long> first = IntStream.range(0, Topics.PARTITIONS)
                .boxed()
                .collect(toMap(
                        partition -> new TopicPartition(surroundings.topic(), partition),
                        partition ->
                                log.get(partition).get(forgotten.get(partition)).offset()));
        admin.deleteRecords(first.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> RecordsToDelete.beforeOffset(entry.getValue()))))
                .all()
                .get();
        Map<TopicPartition, Long> beginnings = admin
                .listOffsets(first.keySet().stream()
                        .collect(toMap(partition -> partition, partition -> OffsetSpec.earliest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
        assertThat(beginnings).isEqualTo(first);
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private ValidatableResponse get(String from) {
        return given().auth()
                .oauth2(Tokens.of("demo"))
                .urlEncodingEnabled(false)
                .get(service.url() + "/api/history/stream?from=" + from)
                .then();
    }

    private List<ObjectNode> stream(String from) {
        String body = get(from).statusCode(200).extract().asString();
        return body.lines()
                .map(line -> (ObjectNode) Json.tree(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** The lines of each partition, without the cursor, which tells of the other partitions too. */
    private static Map<Integer, List<JsonNode>> byPartition(List<ObjectNode> lines) {
        return lines.stream()
                .map(ObjectNode::deepCopy)
                .peek(line -> line.remove("cursor"))
                .map(JsonNode.class::cast)
                .collect(groupingBy(LakeStreamIT::partition));
    }

    private static Map<Integer, List<String>> positions(List<ObjectNode> lines) {
        Map<Integer, List<String>> positions = new TreeMap<>();
        byPartition(lines).forEach((partition, events) -> positions.put(partition, positionsOf(events)));
        return positions;
    }

    private Map<Integer, List<String>> written() {
        Map<Integer, List<String>> positions = new TreeMap<>();
        log.forEach((partition, records) -> positions.put(
                partition, records.stream().map(LakeStreamIT::position).toList()));
        return positions;
    }

    private static List<String> positionsOf(List<? extends JsonNode> lines) {
        return lines.stream().map(line -> line.path("position").asText()).toList();
    }

    private static int partition(JsonNode line) {
        return Position.parse(line.path("position").asText()).partition();
    }

    private static String position(LoggedRecord logged) {
        return logged.partition() + "-" + logged.offset();
    }

    private void write(int partition, List<LoggedRecord> records) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                Surroundings.KAFKA,
                "transactional.id",
                surroundings.topic() + '-' + partition,
                "retry.backoff.ms",
                2);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int from = 0; from < records.size(); from += PER_TRANSACTION) {
                producer.beginTransaction();
                for (LoggedRecord logged : records.subList(from, from + PER_TRANSACTION)) {
                    ProducerRecord<byte[], byte[]> record =
                            new ProducerRecord<>(surroundings.topic(), partition, logged.key(), logged.value());
                    logged.headers().forEach(header -> record.headers().add(header.name(), header.value()));
                    producer.send(record);
                }
                producer.commitTransaction();
            }
        }
    }
}
