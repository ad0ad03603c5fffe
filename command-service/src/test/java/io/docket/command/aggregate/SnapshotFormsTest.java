package io.docket.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.eventstore.axon.AxonWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a snapshot says after events of the corpus, one file a kind of entity. A file changes with the revision of the aggregate
 * alone: otherwise snapshots of a former build would be taken for what this one makes of the same events. A step may be added.
 */
class SnapshotFormsTest {
    private static final Path FORMS = Path.of("src/test/snapshots");

    private final Serializer serializer = AxonWiring.snapshotSerializer();

    static List<Named<Shelves.Kind<?, ?, ?>>> kinds() {
        return EntitySnapshotsTest.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void snapshots_of_one_revision_say_the_same_in_every_build(Shelves.Kind<?, ?, ?> kind) {
        JsonNode form = form(kind);
        Map<String, EventEnvelope> corpus = MadeUpHistory.corpus(kind.kind()).stream()
                .collect(Collectors.toMap(EventEnvelope::type, Function.identity()));
        String revision = kind.aggregate().getAnnotation(Revision.class).value();

        assertThat(form.get("revision").asText()).isEqualTo(revision);
        @Nullable Object state = null;
        for (JsonNode step : form.get("steps")) {
            state = MadeUpHistory.after(
                    kind.kind(), state, corpus.get(step.get("event").asText()));
            assertThat(json(state))
                    .as(
                            "%s after %s: if it is to be another one from now on, %s gets another revision, and its file too",
                            kind.kind().name(),
                            step.get("event").asText(),
                            kind.aggregate().getSimpleName())
                    .isEqualTo(step.get("state"));
        }
    }

    @Test
    void every_type_of_the_catalog_is_a_step() {
        Set<String> steps = Shelves.KINDS.stream()
                .flatMap(this::steps)
                .map(step -> step.get("event").asText())
                .collect(Collectors.toSet());

        assertThat(steps).containsAll(EventCatalog.types());
    }

    private Stream<JsonNode> steps(Shelves.Kind<?, ?, ?> kind) {
        return StreamSupport.stream(form(kind).get("steps").spliterator(), false);
    }

    private static JsonNode form(Shelves.Kind<?, ?, ?> kind) {
        try {
            return Json.tree(Files.readAllBytes(FORMS.resolve(kind.kind().name() + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(Object state) {
        return Json.tree(serializer.serialize(state, byte[].class).getData());
    }
}
