package io.docket.projection.history.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event is compared by; what takes reading its data is done when it is first asked for. Not thread-safe. */
public final class EventTerms {
    /** Different words of an event that count; those after it do not. */
    static final int MAX_WORDS = 2_000;

    private final EventEnvelope event;
    private @Nullable JsonNode tree;
    private @Nullable Set<String> words;
    private @Nullable Set<String> data;
    private @Nullable Set<String> paths;

    public EventTerms(EventEnvelope event) {
        this.event = event;
    }

    /** The event itself. */
    public EventEnvelope event() {
        return event;
    }

    /** When it happened, in the business. */
    public Instant happenedAt() {
        return event.happenedAt();
    }

    /**
     * Its terms of a key.
     *
     * @throws IllegalArgumentException if they are in its data and that is not JSON
     */
    public Collection<String> of(Key key) {
        return switch (key) {
            case ENTITY -> List.of(event.subject().entity());
            case SUBJECT -> List.of(event.subject().toString());
            case TYPE -> List.of(event.type());
            case ACTOR -> List.of(event.actor());
            case ROOT -> List.of(event.root());
            case WORD -> words();
            case DATA -> data();
            case PATH -> paths();
        };
    }

    private Set<String> words() {
        Set<String> known = words;
        if (known == null) {
            Set<String> found = new LinkedHashSet<>();
            add(found, event.subject().id());
            add(found, event.reason());
            Activity activity = event.activity();
            add(found, activity == null ? null : activity.name());
            DataTerms.each(tree(), (path, value) -> add(found, value.asText()));
            known = found;
            words = known;
        }
        return known;
    }

    private static void add(Set<String> words, @Nullable String text) {
        if (text != null) {
            Words.each(text, word -> {
                if (words.size() < MAX_WORDS) {
                    words.add(word);
                }
            });
        }
    }

    private Set<String> data() {
        Set<String> known = data;
        if (known == null) {
            Set<String> found = new LinkedHashSet<>();
            DataTerms.each(tree(), (path, value) -> found.add(DataTerms.term(path, value)));
            known = found;
            data = known;
        }
        return known;
    }

    private Set<String> paths() {
        Set<String> known = paths;
        if (known == null) {
            Set<String> found = new LinkedHashSet<>();
            DataTerms.each(tree(), (path, value) -> found.add(path));
            known = found;
            paths = known;
        }
        return known;
    }

    private JsonNode tree() {
        JsonNode known = tree;
        if (known == null) {
            try {
                known = Json.tree(event.data());
            } catch (UncheckedIOException noJson) {
                throw new IllegalArgumentException("the data of the event is not JSON", noJson);
            }
            tree = known;
        }
        return known;
    }
}
