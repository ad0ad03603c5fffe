package io.docket.command.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.command.decision.EntityKind;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.eventstore.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A history of one entity that nobody decided: events of the corpus in any order that the evolution takes, with other values
 * in them. A seed says which.
 */
final class MadeUpHistory {
    private static final Path CORPUS = Path.of("src/test/corpus");
    private static final String EXTREMES =
            "{\"big\":12345678901234567890,\"decimal\":1.50,\"power\":1E+3,\"none\":null,\"list\":[1,\"ä\",{}]}";

    private final EntityKind<?, ?> kind;
    private final String id;
    private final Random random;
    private final List<EventEnvelope> events = new ArrayList<>();
    private @Nullable Object state;

    private MadeUpHistory(EntityKind<?, ?> kind, String id, long seed) {
        this.kind = kind;
        this.id = id;
        this.random = new Random(seed);
    }

    static MadeUpHistory of(EntityKind<?, ?> kind, long seed, int length) {
        MadeUpHistory history = new MadeUpHistory(kind, "e" + seed, seed);
        List<EventEnvelope> known = corpus(kind);
        while (history.events.size() < length) {
            history.tryToAdd(known.get(history.random.nextInt(known.size())));
        }
        return history;
    }

    /** The events of the corpus about a kind of entity, in the newest version of each type. */
    static List<EventEnvelope> corpus(EntityKind<?, ?> kind) {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted()
                    .map(MadeUpHistory::stored)
                    .filter(event -> event.subject().entity().equals(kind.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventEnvelope stored(Path file) {
        try {
            JsonNode entry = Json.tree(Files.readAllBytes(file));
            JsonNode headers = entry.get("headers");
            return EventHistory.UPCASTERS.upcast(CloudEventHeaders.read(
                    entry.get("key").asText(),
                    name -> headers.has(name) ? headers.get(name).asText().getBytes(UTF_8) : null,
                    Json.bytes(entry.get("value"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a kind's evolution makes of an event. */
    static <S, E extends DomainEvent> S after(EntityKind<S, E> kind, @Nullable Object state, EventEnvelope event) {
        DomainEvent payload = EventCatalog.read(event.type(), event.data()).orElseThrow();
        @SuppressWarnings("unchecked")
        S before = (S) state;
        return kind.evolution().evolve(before, kind.event().cast(payload), event.actor());
    }

    List<EventEnvelope> events() {
        return events;
    }

    /** Name of the entity's stream. */
    String stream() {
        return StreamId.of(events.getFirst());
    }

    /** The fold of all events. */
    Object state() {
        if (state == null) {
            throw new IllegalStateException("no event");
        }
        return state;
    }

    private void tryToAdd(EventEnvelope known) {
        EventEnvelope event = varied(known);
        try {
            state = after(kind, state, event);
            events.add(event);
        } catch (UncheckedIOException | IllegalStateException e) {
            // values that do not fit the type, or an event that cannot come next: another one will do
        }
    }

    private EventEnvelope varied(EventEnvelope known) {
        JsonNode data = Json.tree(known.data());
        if (random.nextInt(4) > 0) {
            vary(data);
        }
        return new EventEnvelope(
                "event-" + events.size(),
                known.source(),
                known.type(),
                new Subject(kind.name(), id),
                id,
                Instant.EPOCH,
                events.size() + 1L,
                known.tenant(),
                oneOf("alice", "bob"),
                null,
                known.commandId(),
                known.correlationId(),
                known.causationId(),
                0,
                null,
                null,
                null,
                null,
                Json.bytes(data));
    }

    private void vary(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(field -> object.set(
                                field.getKey(),
                                field.getKey().equals("data") && random.nextBoolean()
                                        ? Json.tree(EXTREMES.getBytes(UTF_8))
                                        : changed(field.getValue())));
            case ArrayNode array -> {
                UnaryOperator<JsonNode> change = this::changed;
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, change.apply(array.get(i)));
                }
            }
            default -> {}
        }
    }

    private JsonNode changed(JsonNode value) {
        vary(value);
        if (value.isIntegralNumber()) {
            return LongNode.valueOf(random.nextInt(1, 2_000));
        }
        if (!value.isTextual() || random.nextBoolean()) {
            return value;
        }
        String text = value.asText();
        if (text.matches("\\d+-\\d+")) {
            return TextNode.valueOf(random.nextInt(6) + "-" + random.nextInt(5_000));
        }
        return text.matches("\\d{4}-.*|P.*")
                ? TextNode.valueOf(text.replaceFirst("T0\\d:", "T0" + random.nextInt(10) + ":"))
                : TextNode.valueOf(oneOf(text, text + "-2", "Ünïcode \\\"x\\\""));
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }
}
