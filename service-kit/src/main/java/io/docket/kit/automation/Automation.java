package io.docket.kit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.CloudEventJson;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Triggered;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import io.docket.kit.feel.FeelFault;
import io.docket.kit.filter.Filter;
import io.docket.kit.identity.Caller;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A definition of an automation, ready to be asked about events. Pure: the same event gives the same command, unless the
 * template asks for the time.
 */
public final class Automation {
    private static final String ENTITY = "automation";
    private static final String TRIGGERED = EventCatalog.typeOf(Triggered.class);
    private static final String CREATE_TASK = "create-task";
    private static final String BEHALF = "onBehalfOf";

    /** What says that a task is one of the engine's, which the platform may say and the definer may not. */
    private static final List<String> ENGINE_FIELDS = List.of("engineKey", "processInstanceId");

    private final String id;
    private final Defined definition;
    private final Caller definer;
    private final @Nullable Filter filter;
    private final Feel feel;

    private Automation(String id, Defined definition, Caller definer, Feel feel) {
        this.id = id;
        this.definition = definition;
        this.definer = definer;
        JsonNode event = definition.trigger().event();
        this.filter = event == null ? null : EventTrigger.compile(event, definer);
        this.feel = feel;
    }

    /**
     * Compiles a definition that {@link DefinitionCheck} found no fault with.
     *
     * @param id id of the automation
     * @param definer who defined it
     */
    public static Automation compile(String id, Defined definition, String tenant, String definer, Feel feel) {
        return new Automation(id, definition, new Caller(tenant, definer, Set.of(), Set.of()), feel);
    }

    /** Id of the automation. */
    public String id() {
        return id;
    }

    /** The definition. */
    public Defined definition() {
        return definition;
    }

    /** Owner. */
    public String tenant() {
        return definer.tenant();
    }

    /** In whose name it acts. */
    public String definer() {
        return definer.user();
    }

    /** Patterns of the types of events that it may run for; none if it runs for no event of others. */
    public List<String> types() {
        JsonNode event = definition.trigger().event();
        return event == null ? List.of() : EventTrigger.types(event);
    }

    /** True if the event is a reason to run: its filter lets it pass, or it is what triggers the automation itself. */
    public boolean matches(EventEnvelope event) {
        if (!event.tenant().equals(tenant())) {
            return false;
        }
        if (event.subject().entity().equals(ENTITY)) {
            return event.type().equals(TRIGGERED) && event.subject().id().equals(id);
        }
        try {
            return filter != null && filter.matches(new PlainEvent(event));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * What it makes of an event that matches. Expressions see {@code event} (the CloudEvent), {@code automation}
     * ({@code id, revision}) and, where it was triggered, {@code trigger} ({@code by}) and {@code payload}.
     */
    public Run run(EventEnvelope event) {
        try {
            Feel.Scope variables = feel.over(variables(event));
            if (!isMet(variables)) {
                return new Run.NotMet();
            }
            JsonNode data = Template.fill(definition.data(), variables);
            return data instanceof ObjectNode payload ? allowed(payload) : new Run.Failure("data is no object");
        } catch (FeelFault e) {
            return new Run.Failure(e.detail());
        } catch (UncheckedIOException e) {
            return new Run.Failure("the data of the event is not JSON");
        }
    }

    private boolean isMet(Feel.Scope variables) {
        if (definition.condition() == null) {
            return true;
        }
        JsonNode met = variables.evaluate(Template.expression(definition.condition()));
        if (!met.isBoolean() && !met.isNull()) {
            throw new FeelFault("the condition is neither true nor false");
        }
        return met.asBoolean();
    }

    private Run allowed(ObjectNode payload) {
        if (payload.has(BEHALF)) {
            return new Run.Failure("data must not say for whom it is: that is whoever defined the automation");
        }
        if (definition.command().equals(CREATE_TASK) && ENGINE_FIELDS.stream().anyMatch(payload::has)) {
            return new Run.Failure("only the platform makes tasks of a process");
        }
        return new Run.Command(payload);
    }

    private ObjectNode variables(EventEnvelope event) {
        ObjectNode variables = Json.mapper().createObjectNode();
        ObjectNode told = CloudEventJson.write(event);
        variables.set("event", told);
        variables.putObject("automation").put("id", id).put("revision", definition.revision());
        if (event.type().equals(TRIGGERED)) {
            JsonNode data = told.path("data");
            variables.putObject("trigger").put("by", data.path("by").asText());
            variables.set(
                    "payload",
                    data.path("payload").isMissingNode() ? Json.mapper().nullNode() : data.get("payload"));
        }
        return variables;
    }
}
