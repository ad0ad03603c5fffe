package io.docket.eventstore.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.CloudEventJson;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexIdentity;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as former builds wrote them: every later build must read them. Key, headers and value of a file never change. */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/corpus");
    private static final Path LIST = CORPUS.resolve("SHA256SUMS");
    private static final String PREVIOUS = "prevhash";

    @TempDir
    private Path folder;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_stored_record_is_read_as_it_always_was(Path file) throws IOException {
        JsonNode entry = Json.tree(Files.readAllBytes(file));
        EventRecord stored = EventRecord.of(kafka(entry));

        EventEnvelope read = AccountUpcasters.ALL.upcast(indexed(stored));

        JsonNode expected = entry.get("expected");
        assertThat(json(read).remove(PREVIOUS)).isNotNull();
        assertThat(json(stored.toEnvelope()).get(PREVIOUS)).isEqualTo(expected.get(PREVIOUS));
        assertThat(without(PREVIOUS, json(read))).isEqualTo(without(PREVIOUS, (ObjectNode) expected));
    }

    private static ObjectNode json(EventEnvelope event) {
        return (ObjectNode) Json.tree(Json.bytes(CloudEventJson.write(event)));
    }

    private static ObjectNode without(String field, ObjectNode json) {
        json.remove(field);
        return json;
    }

    /** The list is as {@code sha256sum *.json} writes it. A line changes with what is expected of its record, never else. */
    @Test
    void no_record_is_lost_changed_or_unlisted() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files().toList()) {
            found.add(sha256(file) + "  " + file.getFileName());
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(Files.readAllLines(LIST));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Through the index, as the first event of a log: there its predecessor is another one. */
    private EventEnvelope indexed(EventRecord event) {
        try (IndexMemory memory = new IndexMemory(Limits.DEFAULT);
                PartitionIndex index = new IndexFolder(folder, memory, Duration.ofDays(7), InstantSource.system())
                        .open(new IndexIdentity("cluster", "docket.events", "events", "outcomes", 0))) {
            try (IndexFold fold = index.fold()) {
                fold.add(event.linked(index.chain().head().link()), 17);
                fold.commit(18, 0);
            }
            return index.events(event.streamId(), 1, 1).getFirst().event();
        }
    }

    private static ConsumerRecord<byte[], byte[]> kafka(JsonNode entry) {
        RecordHeaders headers = new RecordHeaders();
        entry.get("headers")
                .properties()
                .forEach(header ->
                        headers.add(header.getKey(), header.getValue().asText().getBytes(UTF_8)));
        byte[] key = entry.get("key").asText().getBytes(UTF_8);
        byte[] value = entry.get("value").asText().getBytes(UTF_8);
        return new ConsumerRecord<>(
                "events",
                0,
                17,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
