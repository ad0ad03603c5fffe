package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.cli.failure.UserError;
import io.docket.cli.importlog.CaseScript.Moment;
import io.docket.cli.mapping.CommandKind;
import io.docket.cli.mapping.DataField;
import io.docket.cli.mapping.Mapping;
import io.docket.cli.mapping.Rule;
import io.docket.cli.mapping.RuleField;
import io.docket.cli.mapping.Scope;
import io.docket.cli.mapping.Template;
import io.docket.cli.xes.AttributeJson;
import io.docket.cli.xes.Place;
import io.docket.cli.xes.XesEvent;
import io.docket.cli.xes.XesTrace;
import io.docket.contracts.envelope.Activity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns traces into commands as the mapping says. Depends on the trace, the mapping and the stages alone, so a second run
 * plans the same. Every event gets exactly one primary command; what can't be mapped is a {@link UserError}.
 */
final class TracePlanner {
    private final String file;
    private final Mapping mapping;
    private final StageBook stages;
    private final EventOrder order;
    private final boolean needsLast;

    /**
     * @param file name of the log, for messages
     * @param sort whether events out of order are sorted by time instead of refused
     */
    TracePlanner(String file, Mapping mapping, StageBook stages, boolean sort) {
        this.file = file;
        this.mapping = mapping;
        this.stages = stages;
        this.order = new EventOrder(mapping.names().timestamp(), sort);
        this.needsLast = mapping.rules().stream().anyMatch(Rule::last);
    }

    /** The commands of a trace. */
    TracePlan plan(XesTrace trace) {
        CaseScript script = new CaseScript(CaseIds.caseId(mapping.caseType().id(), trace.name()));
        List<XesEvent> events = order.of(trace, this::error);
        Map<String, XesEvent> lastOfKind = needsLast ? lastOfKind(trace, events) : Map.of();
        String stage = TracePlan.FIRST_STAGE;
        for (XesEvent event : events) {
            stage = script(script, trace, event, lastOfKind, stage);
        }
        if (events.isEmpty()) {
            Moment moment = new Moment(0, null, null, null, label(trace, null, trace.place()));
            script.open(moment, opening(trace), false);
        }
        TracePlan plan = script.plan(events.size(), stage, trace.weight());
        if (trace.weight() > PlatformLimits.SURELY_SMALL) {
            plan.commands().forEach(PlatformLimits::requireFitting);
        }
        return plan;
    }

    private String script(
            CaseScript script, XesTrace trace, XesEvent event, Map<String, XesEvent> lastOfKind, String stage) {
        Scope scope = new Scope(trace, event, mapping.names());
        boolean last = lastOfKind.get(kind(scope)) == event;
        boolean first = !script.isOpened();
        try {
            Rule rule = ruleFor(scope, first, last, stage);
            String actor = scope.actor();
            if (actor != null) {
                PlatformLimits.name("the actor", actor);
            }
            String time = event.attributes().get(mapping.names().timestamp()).text();
            Moment moment = new Moment(event.index(), time, actor, activity(scope), label(trace, event, event.place()));
            if (first) {
                script.open(moment, opening(trace), rule.command() == CommandKind.OPEN_CASE);
            }
            return apply(script, moment, rule, scope, stage);
        } catch (IllegalArgumentException e) {
            throw error(trace, event, event.place(), String.valueOf(e.getMessage()));
        }
    }

    private String apply(CaseScript script, Moment moment, Rule rule, Scope scope, String stage) {
        CommandKind command = rule.command();
        if (command == CommandKind.OPEN_CASE) {
            return stage;
        }
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        rule.fields().forEach((field, template) -> put(payload, field.key(), template, scope, field.isText()));
        if (command.isAboutTask()) {
            payload.remove(RuleField.TASK.key());
            script.onTask(command, moment, required(rule, RuleField.TASK, scope), payload);
            return stage;
        }
        if (command != CommandKind.MOVE_CASE) {
            script.onCase(command, moment, payload);
            return stage;
        }
        String next = required(rule, RuleField.STAGE, scope);
        stages.move(stage, next);
        script.onCase(command, moment, payload.put(RuleField.STAGE.key(), next));
        return next;
    }

    /** What the log calls the event: activity, transition and resource letter by letter, so that an export gives them back. */
    private static Activity activity(Scope scope) {
        String lifecycle = scope.lifecycle();
        String resource = scope.resource();
        return new Activity(
                PlatformLimits.text("activity", scope.activity()),
                lifecycle.isEmpty() ? null : PlatformLimits.text("lifecycle", lifecycle),
                resource.isEmpty() ? null : PlatformLimits.text("resource", resource));
    }

    private Rule ruleFor(Scope scope, boolean first, boolean last, String stage) {
        String activity = scope.activity();
        if (activity.isBlank()) {
            throw new IllegalArgumentException("no activity (" + mapping.names().activity() + ")");
        }
        String lifecycle = scope.lifecycle().toLowerCase(Locale.ROOT);
        for (Rule rule : mapping.rules()) {
            if (rule.isFor(activity, lifecycle) && (!rule.last() || last) && fits(rule, scope, first, stage)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("no rule of " + mapping.name() + " is for the activity \"" + activity + "\""
                + (lifecycle.isEmpty() ? "" : " with lifecycle \"" + lifecycle + "\""));
    }

    private boolean fits(Rule rule, Scope scope, boolean first, String stage) {
        return switch (rule.command()) {
            case OPEN_CASE ->
                first
                        && (rule.field(RuleField.STAGE).isEmpty()
                                || stages.isFirst(required(rule, RuleField.STAGE, scope)));
            case MOVE_CASE -> !stages.isSame(stage, required(rule, RuleField.STAGE, scope));
            default -> true;
        };
    }

    private ObjectNode opening(XesTrace trace) {
        try {
            return openingOf(trace);
        } catch (IllegalArgumentException e) {
            throw error(trace, null, trace.place(), String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode openingOf(XesTrace trace) {
        Scope scope = new Scope(trace, null, mapping.names());
        String caseType = mapping.caseType().id();
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("caseId", CaseIds.caseId(caseType, trace.name())).put("caseType", caseType);
        payload.put("number", PlatformLimits.name("the name of the trace", trace.name()));
        mapping.trace().fields().forEach((key, template) -> put(payload, key, template, scope, true));
        payload.set(
                "data",
                mapping.trace().allData()
                        ? AttributeJson.object(trace.attributes().values())
                        : data(trace));
        return payload;
    }

    private ObjectNode data(XesTrace trace) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        for (DataField field : mapping.trace().data()) {
            try {
                JsonNode value = field.of(trace);
                if (!value.isMissingNode()) {
                    data.set(field.name(), value);
                } else if (mapping.caseType().requires(field.name())) {
                    throw new IllegalArgumentException("no attribute " + field.attribute() + " for the required "
                            + field.name() + " of the case,");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + " as " + field.place() + " asks for", e);
            }
        }
        return data;
    }

    private Map<String, XesEvent> lastOfKind(XesTrace trace, List<XesEvent> events) {
        Map<String, XesEvent> last = new HashMap<>();
        events.forEach(event -> last.put(kind(new Scope(trace, event, mapping.names())), event));
        return last;
    }

    private static String kind(Scope scope) {
        return scope.activity() + '\n' + scope.lifecycle().toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode payload, String key, Template template, Scope scope, boolean text) {
        JsonNode value = template.fill(scope);
        if (value.isMissingNode() || (text && value.asText().isBlank())) {
            return;
        }
        payload.set(key, text ? TextNode.valueOf(PlatformLimits.text(key, value.asText())) : value);
    }

    private static String required(Rule rule, RuleField field, Scope scope) {
        String text =
                rule.field(field).map(template -> template.fill(scope).asText()).orElse("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + field.key() + " of the rule " + rule.place() + " is empty");
        }
        return PlatformLimits.name("the " + field.key(), text);
    }

    private String label(XesTrace trace, @Nullable XesEvent event, Place place) {
        return file + ":" + place + ": " + trace.label() + (event == null ? "" : ", event " + event.index());
    }

    private UserError error(XesTrace trace, @Nullable XesEvent event, Place place, String what) {
        return new UserError(label(trace, event, place) + ": " + what);
    }
}
