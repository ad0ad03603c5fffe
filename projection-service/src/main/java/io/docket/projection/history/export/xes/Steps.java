package io.docket.projection.history.export.xes;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.projection.history.filter.EventTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a case. What its command called an event, activity, lifecycle and resource, stands as it was said, and an
 * event that is no step of its own is none. Where nothing was said, the names follow from the event: the task or the
 * process and what happened to it in the standard lifecycle, {@code moved to <stage>}, {@code comment added}; who did it
 * is the actor.
 */
final class Steps {
    private static final Map<String, String> LIFECYCLES = Map.ofEntries(
            Map.entry("docket.task.created", "schedule"),
            Map.entry("docket.task.assigned", "assign"),
            Map.entry("docket.task.claimed", "start"),
            Map.entry("docket.task.released", "suspend"),
            Map.entry("docket.task.failed", "suspend"),
            Map.entry("docket.task.resumed", "resume"),
            Map.entry("docket.task.completed", "complete"),
            Map.entry("docket.task.cancelled", "withdraw"),
            Map.entry("docket.process.requested", "schedule"),
            Map.entry("docket.process.started", "start"),
            Map.entry("docket.process.completed", "complete"),
            Map.entry("docket.process.terminated", "ate_abort"),
            Map.entry("docket.process.element-activated", "start"),
            Map.entry("docket.process.element-completed", "complete"),
            Map.entry("docket.process.element-terminated", "ate_abort"));

    private static final String ELEMENT = "docket.process.element-";

    private final Map<String, String> names = new HashMap<>();

    private Steps() {}

    /** The steps behind those of the events that are asked for, in the order in which they happened. */
    static List<Step> of(List<EventTerms> all, List<EventTerms> asked) {
        Steps steps = new Steps();
        all.forEach(event -> steps.learn(event.event()));
        List<Step> found = new ArrayList<>();
        asked.forEach(event -> {
            Step step = steps.step(event);
            if (step != null) {
                found.add(step);
            }
        });
        found.sort(Comparator.comparing(step -> step.at().toInstant()));
        return found;
    }

    private void learn(EventEnvelope event) {
        String name = switch (base(event)) {
            case "docket.task.created" -> "name";
            case "docket.process.requested" -> "processId";
            default -> "";
        };
        if (!name.isEmpty()) {
            names.put(
                    event.subject().toString(),
                    Json.tree(event.data()).path(name).asText());
        }
    }

    private @Nullable Step step(EventTerms terms) {
        EventEnvelope event = terms.event();
        Activity activity = event.activity();
        if (activity != null) {
            return activity.name() == null
                    ? null
                    : new Step(activity.name(), activity.lifecycle(), activity.resource(), Step.at(terms), terms);
        }
        String name = base(event).startsWith(ELEMENT)
                ? Json.tree(event.data()).path("elementId").asText()
                : names.get(event.subject().toString());
        String lifecycle = LIFECYCLES.get(base(event));
        return name != null && !name.isBlank() && lifecycle != null
                ? new Step(name, lifecycle, event.actor(), Step.at(terms), terms)
                : new Step(name(event), "complete", event.actor(), Step.at(terms), terms);
    }

    private static String name(EventEnvelope event) {
        if (base(event).equals("docket.case.moved")) {
            JsonNode to = Json.tree(event.data()).path("to");
            return "moved to " + to.asText();
        }
        String[] parts = event.type().split("\\.");
        String past = parts.length > 2 ? parts[2].replace('-', ' ') : event.type();
        return past.indexOf(' ') > 0 ? past : event.subject().entity() + ' ' + past;
    }

    /** The type without its version. */
    private static String base(EventEnvelope event) {
        int version = event.type().lastIndexOf(".v");
        return version < 0 ? event.type() : event.type().substring(0, version);
    }
}
