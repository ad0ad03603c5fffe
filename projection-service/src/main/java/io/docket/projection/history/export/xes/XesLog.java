package io.docket.projection.history.export.xes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.projection.history.export.CaseHistories;
import io.docket.projection.history.export.CaseHistories.History;
import io.docket.projection.history.export.Omitted;
import io.docket.projection.history.export.Scalars;
import io.docket.projection.history.filter.EventTerms;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The cases of a history as a log in XES (IEEE 1849): a trace a case, a step an event, in the order in which they happened.
 * Uses the extensions concept, lifecycle, time and org; what is Docket's own has keys without a colon.
 */
public final class XesLog {
    private static final OffsetDateTime UNKNOWN_TIME = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final XesElements xes;

    private XesLog(XesElements xes) {
        this.xes = xes;
    }

    /** Writes the log. */
    public static void write(CaseHistories cases, OutputStream out) {
        new XesLog(new XesElements(out)).write(cases);
    }

    private void write(CaseHistories cases) {
        xes.beginLog();
        xes.extension("Concept", "concept");
        xes.extension("Lifecycle", "lifecycle");
        xes.extension("Time", "time");
        xes.extension("Organizational", "org");
        xes.begin("global", "scope", "trace");
        xes.text("concept:name", "UNKNOWN");
        xes.end();
        xes.begin("global", "scope", "event");
        xes.text("concept:name", "UNKNOWN");
        xes.date("time:timestamp", UNKNOWN_TIME);
        xes.end();
        xes.classifier("Activity", "concept:name");
        xes.classifier("ActivityAndLifecycle", "concept:name lifecycle:transition");
        xes.text("concept:name", "Docket");
        omitted(cases.omitted());
        cases.eachCase(this::trace);
        xes.endLog();
    }

    /** How many cases are left out, which and why: a log that says nothing of it has all of them. */
    private void omitted(Omitted omitted) {
        if (!omitted.roots().isEmpty()) {
            xes.value("omitted", IntNode.valueOf(omitted.roots().size()));
            int number = 0;
            for (String root : omitted.roots()) {
                xes.text("omitted." + ++number, root);
            }
            xes.text("omittedReason", Omitted.REASON);
        }
    }

    private void trace(History history) {
        for (EventTerms event : history.all()) {
            if (event.event().type().equals(CaseHistories.OPENED)) {
                xes.begin("trace");
                attributes(event.event());
                Steps.of(history.all(), history.asked()).forEach(this::event);
                xes.end();
                return;
            }
        }
    }

    private void attributes(EventEnvelope opened) {
        JsonNode data = Json.tree(opened.data());
        xes.text("concept:name", data.path("number").asText(opened.root()));
        xes.text("caseId", opened.root());
        xes.text("caseType", data.path("caseType").asText());
        if (data.hasNonNull("title")) {
            xes.text("title", data.path("title").asText());
        }
        XesKeys keys = new XesKeys();
        for (Map.Entry<String, JsonNode> value :
                Scalars.of("data", data.path("data")).entrySet()) {
            xes.value(keys.of(value.getKey()), value.getValue());
        }
    }

    private void event(Step step) {
        xes.begin("event");
        xes.text("concept:name", step.activity());
        if (step.lifecycle() != null) {
            xes.text("lifecycle:transition", step.lifecycle());
        }
        if (step.resource() != null) {
            xes.text("org:resource", step.resource());
        }
        xes.date("time:timestamp", step.at());
        EventEnvelope event = step.event().event();
        xes.text("eventId", event.id());
        xes.text("eventType", event.type());
        xes.text("subject", event.subject().toString());
        xes.text("actor", event.actor());
        if (event.reason() != null) {
            xes.text("reason", event.reason());
        }
        xes.end();
    }
}
