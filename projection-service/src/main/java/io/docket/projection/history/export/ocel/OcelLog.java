package io.docket.projection.history.export.ocel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.projection.history.export.CaseHistories;
import io.docket.projection.history.export.Omitted;
import io.docket.projection.history.export.Scalars;
import io.docket.projection.history.filter.Condition;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.filter.Key;
import io.docket.projection.history.filter.TermPattern;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The history as an object-centric log, OCEL 2.0 in JSON. Goes through the history twice: for the types and their
 * attributes, then for the objects, root by root, and the events, one by one. Users and ids of types are all that is kept
 * in memory.
 */
public final class OcelLog {
    /** The most users that are told apart; a log with more is refused before it begins. */
    static final int MAX_USERS = 100_000;

    private final Snapshot snapshot;
    private final HistoryFilter filter;
    private final Omitted omitted;
    private final Types objectTypes = new Types();
    private final Types eventTypes = new Types();
    private final Set<String> users = new TreeSet<>();

    /** Types of cases that cases are of, without a history of their own here. */
    private final Set<String> caseTypes = new TreeSet<>();

    private OcelLog(Snapshot snapshot, HistoryFilter filter, Omitted omitted) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.omitted = omitted;
    }

    /**
     * Writes the events of the filter and all their objects. What is left out is an object for each root, which says so.
     */
    public static void write(Snapshot snapshot, HistoryFilter filter, Omitted omitted, OutputStream out)
            throws IOException {
        OcelLog log = new OcelLog(snapshot, filter, omitted);
        log.learn();
        try (JsonGenerator json = Json.mapper().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            types(json, "objectTypes", log.objectTypes);
            types(json, "eventTypes", log.eventTypes);
            log.objects(json);
            log.events(json);
            json.writeEndObject();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void learn() {
        new CaseHistories(snapshot, filter, omitted).each(history -> {
            Objects.of(history.all(), this::isExported).forEach(object -> {
                objectTypes.learn(object.type, object.attributes);
                object.relationships.keySet().stream()
                        .filter(id -> id.startsWith(Objects.CASE_TYPE + '/'))
                        .forEach(caseTypes::add);
            });
            for (EventTerms event : history.asked()) {
                eventTypes.learn(event.event().type(), attributes(event.event()));
                users.add(event.event().actor());
                if (event.event().submitter() != null) {
                    users.add(event.event().submitter());
                }
                if (users.size() > MAX_USERS) {
                    throw new IllegalStateException("the history has more than " + MAX_USERS + " users");
                }
            }
        });
        caseTypes.removeIf(id -> isExported(Objects.CASE_TYPE, id.substring(Objects.CASE_TYPE.length() + 1)));
        if (!caseTypes.isEmpty()) {
            objectTypes.learn(Objects.CASE_TYPE, List.of());
        }
        if (!users.isEmpty()) {
            objectTypes.learn(Objects.USER, List.of());
        }
        omitted.roots().forEach(root -> objectTypes.learn(Objects.OMITTED, Objects.omitted(root).attributes));
    }

    /** True if something that is its own root is among the objects: it has events, and its root has one of the filter. */
    private boolean isExported(String entity, String id) {
        HistoryFilter own = new HistoryFilter(
                filter.tenant(),
                List.of(new Condition.AnyOf(Key.SUBJECT, List.of(TermPattern.exactly(entity + '/' + id)))));
        return !omitted.has(id) && snapshot.hasRoot(filter, id) && snapshot.hasRoot(own, id);
    }

    private static void types(JsonGenerator json, String name, Types types) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<String, Map<String, String>> type : types.all().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", type.getKey());
            json.writeArrayFieldStart("attributes");
            for (Map.Entry<String, String> attribute : type.getValue().entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", attribute.getKey());
                json.writeStringField("type", attribute.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void objects(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("objects");
        for (String user : users) {
            object(json, new OcelObject(Objects.user(user), Objects.USER));
        }
        for (String caseType : caseTypes) {
            object(json, new OcelObject(caseType, Objects.CASE_TYPE));
        }
        for (String root : omitted.roots()) {
            object(json, Objects.omitted(root));
        }
        new CaseHistories(snapshot, filter, omitted).each(history -> {
            try {
                for (OcelObject object : Objects.of(history.all(), this::isExported)) {
                    object(json, object);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        json.writeEndArray();
    }

    private void object(JsonGenerator json, OcelObject object) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", object.id);
        json.writeStringField("type", object.type);
        json.writeArrayFieldStart("attributes");
        for (OcelAttribute attribute : object.attributes) {
            if (objectTypes.has(object.type, attribute.name())) {
                json.writeStartObject();
                json.writeStringField("name", attribute.name());
                json.writeStringField("value", attribute.value());
                json.writeStringField("time", attribute.time().toString());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        relationships(json, object.relationships);
        json.writeEndObject();
    }

    private void events(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("events");
        Iterator<StoredEvent> events = snapshot.all(filter);
        while (events.hasNext()) {
            EventEnvelope event = events.next().envelope();
            if (omitted.has(event.root())) {
                continue;
            }
            json.writeStartObject();
            json.writeStringField("id", event.id());
            json.writeStringField("type", event.type());
            json.writeStringField("time", event.happenedAt().toString());
            json.writeArrayFieldStart("attributes");
            for (OcelAttribute attribute : attributes(event)) {
                if (eventTypes.has(event.type(), attribute.name())) {
                    json.writeStartObject();
                    json.writeStringField("name", attribute.name());
                    json.writeStringField("value", attribute.value());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            relationships(json, relationships(event));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Collection<OcelAttribute> attributes(EventEnvelope event) {
        List<OcelAttribute> attributes = new ArrayList<>();
        attributes.add(OcelAttribute.text("recordedAt", event.time().toString(), event.time()));
        attributes.add(OcelAttribute.text("commandId", event.commandId(), event.time()));
        if (event.reason() != null) {
            attributes.add(OcelAttribute.text("reason", event.reason(), event.time()));
        }
        var activity = event.activity();
        if (activity != null && activity.name() != null) {
            attributes.add(OcelAttribute.text("activity", activity.name(), event.time()));
            if (activity.lifecycle() != null) {
                attributes.add(OcelAttribute.text("lifecycle", activity.lifecycle(), event.time()));
            }
        }
        JsonNode data = Json.tree(event.data());
        Scalars.of("data", data).forEach((name, value) -> attributes.add(OcelAttribute.of(name, value, event.time())));
        return attributes;
    }

    private Map<String, String> relationships(EventEnvelope event) {
        OcelObject related = new OcelObject(event.id(), event.type());
        related.relate(event.subject().toString(), Objects.past(event.type()));
        if (Objects.belongs(event)) {
            related.relate(Objects.CASE + '/' + event.root(), "case");
        }
        related.relate(Objects.user(event.actor()), "actor");
        if (event.submitter() != null) {
            related.relate(Objects.user(event.submitter()), "submitter");
        }
        return related.relationships;
    }

    private static void relationships(JsonGenerator json, Map<String, String> relationships) throws IOException {
        json.writeArrayFieldStart("relationships");
        for (Map.Entry<String, String> relationship : relationships.entrySet()) {
            json.writeStartObject();
            json.writeStringField("objectId", relationship.getKey());
            json.writeStringField("qualifier", relationship.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
