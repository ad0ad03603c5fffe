package io.docket.projection.automations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.kit.access.AccessTable;
import io.docket.kit.automation.Automation;
import io.docket.kit.automation.DefinitionCheck;
import io.docket.kit.feel.Feel;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.docket.projection.history.filter.Condition;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.filter.Key;
import io.docket.projection.history.filter.TermPattern;
import io.docket.projection.history.index.Place;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.history.search.IndexFollower;
import io.docket.projection.query.Access;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Tries an automation on what happened lately. Sends nothing, and records nothing. */
@Path("/api/automations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class DryRunResource {
    private static final String ACTION = "automation-dry-run";
    private static final String DRAFT = "draft";
    private static final String ENTITY = "automation";
    private static final String DEFINED = EventCatalog.typeOf(Defined.class);
    private static final String TRIGGERED = EventCatalog.typeOf(AutomationEvent.Triggered.class);
    private static final int MAX_EXAMINED = 10_000;
    private static final int PAGE = 500;
    private static final int MAX_OUTCOMES = 100;
    private static final int OUTCOMES = 20;

    private final IndexFollower follower;
    private final Access access;
    private final Clock clock;

    public DryRunResource(IndexFollower follower, Access access, Clock clock) {
        this.follower = follower;
        this.access = access;
        this.clock = clock;
    }

    /** Tries a definition that is none yet. */
    @POST
    @Path("dry-run")
    @Blocking
    @Operation(
            summary = "Tries a definition on what happened lately, and sends nothing",
            description =
                    "The body is {definition, payload, limit}: the trigger, condition, command, data and maxDepth of"
                            + " define-automation. Looks at the newest events of its types, 10,000 at most, until limit of them pass its"
                            + " filter (20 unless said otherwise, 100 at most). With a payload it is tried on a call with that instead.")
    @APIResponse(responseCode = "200", description = "What would have been sent: {examined, complete, outcomes}")
    @APIResponse(responseCode = "403", description = "You may not send the command")
    @APIResponse(responseCode = "422", description = "The definition could not run")
    public Report tryDraft(byte[] body) {
        Caller caller = access.require(ACTION);
        ObjectNode request = request(body);
        if (!request.path("definition").isObject()) {
            throw Problems.invalid("There is nothing to try.", List.of(new FieldError("/definition", "is missing")));
        }
        return tried(DRAFT, draft(request.get("definition"), caller), caller.user(), request, caller);
    }

    /** Tries an automation that there is, or another definition of it. */
    @POST
    @Path("{id}/dry-run")
    @Blocking
    @Operation(
            summary = "Tries an automation on what happened lately, and sends nothing",
            description = "As for a draft; without a definition in the body its own last one is tried.")
    @APIResponse(responseCode = "200", description = "What would have been sent: {examined, complete, outcomes}")
    @APIResponse(responseCode = "404", description = "There is no such automation")
    public Report tryIt(@PathParam("id") String id, byte @Nullable [] body) {
        Caller caller = access.require(ACTION);
        ObjectNode request = body == null || body.length == 0 ? Json.mapper().createObjectNode() : request(body);
        if (request.path("definition").isObject()) {
            return tried(id, draft(request.get("definition"), caller), caller.user(), request, caller);
        }
        EventEnvelope last = last(id, caller);
        return tried(id, Json.read(last.data(), Defined.class), last.actor(), request, caller);
    }

    private Report tried(String id, Defined definition, String definer, ObjectNode request, Caller caller) {
        int limit = limit(request);
        Automation automation = Automation.compile(id, definition, caller.tenant(), definer, Engine.FEEL);
        DryRun run = new DryRun(automation, limit);
        if (definition.trigger().event() == null || request.has("payload")) {
            run.examine(triggered(id, definition, request, caller), null);
            return new Report(run.examined(), true, run.outcomes());
        }
        boolean complete = examineAll(run, automation);
        return new Report(run.examined(), complete, run.outcomes());
    }

    private boolean examineAll(DryRun run, Automation automation) {
        List<TermPattern> types =
                automation.types().stream().map(DryRunResource::beginning).toList();
        HistoryFilter filter = new HistoryFilter(automation.tenant(), List.of(new Condition.AnyOf(Key.TYPE, types)));
        try (Snapshot snapshot = follower.snapshot()) {
            @Nullable Place after = null;
            do {
                Snapshot.Page page = snapshot.page(filter, true, after, PAGE);
                page.events().forEach(run::examine);
                after = page.next();
            } while (after != null && !run.isFull() && run.examined() < MAX_EXAMINED);
            return after == null && !run.isFull();
        }
    }

    /** The language of automations knows stars anywhere, the index at an end: what it finds is asked again. */
    private static TermPattern beginning(String pattern) {
        int star = pattern.indexOf('*');
        return star < 0 ? TermPattern.exactly(pattern) : new TermPattern("", false, pattern.substring(0, star), true);
    }

    private EventEnvelope last(String id, Caller caller) {
        HistoryFilter filter = new HistoryFilter(
                caller.tenant(),
                List.of(
                        new Condition.AnyOf(Key.TYPE, List.of(TermPattern.exactly(DEFINED))),
                        new Condition.AnyOf(Key.SUBJECT, List.of(TermPattern.exactly(ENTITY + "/" + id)))));
        try (Snapshot snapshot = follower.snapshot()) {
            List<StoredEvent> found = snapshot.page(filter, true, null, 1).events();
            if (found.isEmpty()) {
                throw Problems.notFound("there is no automation " + id);
            }
            return found.getFirst().envelope();
        }
    }

    private static Defined draft(JsonNode json, Caller caller) {
        Defined definition;
        try {
            definition = Json.read(Json.bytes(json), Draft.class).definition();
        } catch (UncheckedIOException | NullPointerException e) {
            throw Problems.invalid(
                    "The definition is not valid.",
                    List.of(new FieldError("/definition", "is trigger, condition, command, data and maxDepth")));
        }
        if (!AccessTable.permits(caller, "command:" + definition.command())) {
            throw Problems.of(403, "forbidden", "Not allowed", "none of your roles may send " + definition.command())
                    .build();
        }
        List<FieldError> faults = Engine.CHECK.faults(definition, caller).stream()
                .map(fault -> new FieldError("/definition" + fault.pointer(), fault.detail()))
                .toList();
        if (!faults.isEmpty()) {
            throw Problems.unprocessable("invalid-automation", "the automation could not run", faults);
        }
        return definition;
    }

    private EventEnvelope triggered(String id, Defined definition, ObjectNode request, Caller caller) {
        JsonNode payload = request.get("payload");
        String by = definition.trigger().cron() == null ? AutomationEvent.WEBHOOK : AutomationEvent.CRON;
        return new EventEnvelope(
                "dry-run",
                EventEnvelope.COMMAND_SERVICE,
                TRIGGERED,
                new Subject(ENTITY, id),
                id,
                clock.instant(),
                1,
                caller.tenant(),
                caller.user(),
                null,
                "dry-run",
                "dry-run",
                "dry-run",
                0,
                null,
                null,
                null,
                null,
                Json.bytes(new AutomationEvent.Triggered(definition.revision(), by, payload)));
    }

    private static int limit(ObjectNode request) {
        JsonNode limit = request.path("limit");
        if (limit.isMissingNode()) {
            return OUTCOMES;
        }
        if (!limit.isInt() || limit.asInt() < 1 || limit.asInt() > MAX_OUTCOMES) {
            throw Problems.invalid(
                    "The limit is not valid.", List.of(new FieldError("/limit", "is from 1 to " + MAX_OUTCOMES)));
        }
        return limit.asInt();
    }

    private static ObjectNode request(byte[] body) {
        try {
            if (Json.tree(body) instanceof ObjectNode request) {
                return request;
            }
        } catch (UncheckedIOException e) {
            throw Problems.invalid("The body is not JSON.", List.of(new FieldError("", "is not JSON")));
        }
        throw Problems.invalid("The body is not an object.", List.of(new FieldError("", "is not an object")));
    }

    /** The engine of FEEL is not loaded before somebody tries an automation. */
    private static final class Engine {
        static final Feel FEEL = new Feel();
        static final DefinitionCheck CHECK = new DefinitionCheck(FEEL);
    }

    /**
     * What would have been.
     *
     * @param examined events that were looked at
     * @param complete whether those were all of its types that there are
     * @param outcomes the events that its filter lets pass, the newest first
     */
    public record Report(int examined, boolean complete, List<DryRun.Outcome> outcomes) {}
}
