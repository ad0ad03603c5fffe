package io.docket.projection.history.export.ocel;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.projection.history.export.CaseHistories;
import io.docket.projection.history.export.Omitted;
import io.docket.projection.history.export.Scalars;
import io.docket.projection.history.filter.EventTerms;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The objects of one root: the case, its tasks, its processes, whatever has events. Each has the plain values of its
 * events' data as attributes, since when; a case that moves has its {@code stage}, a task its {@code status} so. Users
 * are objects, too, and belong to no root.
 */
final class Objects {
    /** Type of the objects that stand for those who act. */
    static final String USER = "user";

    /** Type of the objects that cases are. */
    static final String CASE = "case";

    /** Type of the objects that stand for types of cases. */
    static final String CASE_TYPE = "case-type";

    /** Type of the objects that stand for roots which are not in the log, as they are too large. */
    static final String OMITTED = "omitted";

    private static final Map<String, String> STATUSES = Map.of(
            "created", "open",
            "opened", "open",
            "closed", "closed",
            "reopened", "open",
            "archived", "archived",
            "completed", "completed",
            "cancelled", "cancelled",
            "terminated", "terminated",
            "started", "active");

    private Objects() {}

    /**
     * The objects of the events of a root. The case that others belong to is one of them, even if none of its own events is there.
     *
     * @param isExported whether the object of a type and id is in the log, too: what points to another case is left out
     */
    static Collection<OcelObject> of(List<EventTerms> events, BiPredicate<String, String> isExported) {
        Map<String, OcelObject> objects = new LinkedHashMap<>();
        for (EventTerms event : events) {
            EventEnvelope envelope = event.event();
            OcelObject object = objects.computeIfAbsent(
                    envelope.subject().toString(),
                    id -> new OcelObject(id, envelope.subject().entity()));
            attributes(object, envelope, event.happenedAt());
            relationships(object, envelope, isExported);
            if (belongs(envelope)) {
                objects.computeIfAbsent(CASE + '/' + envelope.root(), id -> new OcelObject(id, CASE));
            }
        }
        return objects.values();
    }

    /** Id of the object of a user. */
    static String user(String name) {
        return USER + '/' + name;
    }

    /** The object that says that a root is left out. */
    static OcelObject omitted(String root) {
        OcelObject object = new OcelObject(OMITTED + '/' + root, OMITTED);
        object.attributes.add(OcelAttribute.text("root", root, Instant.EPOCH));
        object.attributes.add(OcelAttribute.text("reason", Omitted.REASON, Instant.EPOCH));
        return object;
    }

    private static void attributes(OcelObject object, EventEnvelope event, Instant at) {
        JsonNode data = Json.tree(event.data());
        String past = past(event.type());
        String status = STATUSES.get(past);
        if (status != null) {
            object.attributes.add(OcelAttribute.text("status", status, at));
        }
        if (past.equals("moved")) {
            object.attributes.add(OcelAttribute.of("stage", data.path("to"), at));
        } else if (past.equals("released")) {
            object.attributes.add(OcelAttribute.text("assignee", "", at));
        } else {
            Scalars.of("", data).forEach((name, value) -> object.attributes.add(OcelAttribute.of(name, value, at)));
        }
    }

    /** True if it is about something that belongs to a case. */
    static boolean belongs(EventEnvelope event) {
        return !event.subject().id().equals(event.root());
    }

    private static void relationships(OcelObject object, EventEnvelope event, BiPredicate<String, String> isExported) {
        if (belongs(event)) {
            object.relate(CASE + '/' + event.root(), "belongs to");
        }
        JsonNode data = Json.tree(event.data());
        if (event.type().equals(CaseHistories.OPENED)) {
            object.relate(CASE_TYPE + '/' + data.path("caseType").asText(), "is of");
        }
        String linked = data.path("caseId").asText();
        if (event.type().equals("docket.case.linked.v1") && isExported.test(CASE, linked)) {
            object.relate(CASE + '/' + linked, data.path("relation").asText());
        }
    }

    /** What happened, {@code moved}. */
    static String past(String type) {
        String[] parts = type.split("\\.");
        return parts.length > 2 ? parts[2] : type;
    }
}
