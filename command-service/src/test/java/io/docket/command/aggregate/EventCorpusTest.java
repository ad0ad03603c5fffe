package io.docket.command.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events as former builds wrote them, one file a type and version. Key, headers and value of a file never change; what is
 * expected changes when the type gets a new version.
 */
class EventCorpusTest {
    private static final Path CORPUS = Path.of("src/test/corpus");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_stored_event_is_read_as_it_always_was(Path file) throws IOException {
        JsonNode entry = Json.tree(Files.readAllBytes(file));
        JsonNode headers = entry.get("headers");

        EventEnvelope event = EventHistory.UPCASTERS.upcast(CloudEventHeaders.read(
                entry.get("key").asText(),
                name -> headers.has(name) ? headers.get(name).asText().getBytes(UTF_8) : null,
                Json.bytes(entry.get("value"))));
        DomainEvent read = EventCatalog.read(event.type(), event.data()).orElseThrow();

        assertThat(file).hasFileName(headers.get(CloudEventHeaders.TYPE).asText() + ".json");
        assertThat(event.type()).isEqualTo(entry.at("/expected/type").asText());
        assertThat(Json.tree(Json.bytes(read))).isEqualTo(entry.at("/expected/data"));
    }

    @Test
    void every_type_of_the_catalog_has_a_file() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsAll(EventCatalog.types().stream()
                        .map(type -> type + ".json")
                        .toList());
    }
}
