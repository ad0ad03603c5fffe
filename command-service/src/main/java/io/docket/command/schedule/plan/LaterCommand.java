package io.docket.command.schedule.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.payload.CommandSchemas;
import io.docket.kit.access.AccessTable;
import io.docket.kit.access.Role;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The command that is to be sent later, checked now: whoever plans it may send it, so may the bridge, its payload fits,
 * and it names nobody else as its actor. Nothing is planned that could not be done at once.
 */
public final class LaterCommand {
    private static final Set<String> NEVER_LATER = Set.of("schedule-command", "record-schedule", "record-process");

    /** Commands that are for whoever has or is offered the thing, or manages work. */
    private static final Set<String> OF_SOMEBODY =
            Set.of("claim-task", "release-task", "save-task-draft", "fail-task", "cancel-schedule");

    private static final String COMPLETE = "complete-task";
    private static final String CREATE = "create-task";
    private static final List<String> ENGINE_FIELDS = List.of("engineKey", "processInstanceId");

    private final Predicate<String> known;
    private final Map<String, CommandSchemas> schemas = new ConcurrentHashMap<>();

    /**
     * Commands for later.
     *
     * @param known whether there is a command of the name
     */
    public LaterCommand(Predicate<String> known) {
        this.known = known;
    }

    /** Rejects what may not be sent later: 422, 403 or 400. */
    public void require(String command, JsonNode data, DecisionContext context) {
        requireAllowed(command, data, context);
        if (data.has("onBehalfOf")) {
            throw Rejection.invalid("/data/onBehalfOf", "it is sent on behalf of whoever plans it");
        }
        requireFitting(command, data);
    }

    /**
     * Rejects a command that there is not, or that whoever asks could not send now: 422 or 403. What its payload will be need
     * not be known yet.
     *
     * @param data what is known of the payload
     */
    public void requireAllowed(String command, JsonNode data, DecisionContext context) {
        if (!known.test(command) || NEVER_LATER.contains(command)) {
            throw Rejection.unknown("unknown-command", "/command", "there is no command " + command + " for later");
        }
        requirePermitted(command, context.roles(), "none of your roles may send ");
        requirePermitted(command, Set.of(Role.ENGINE.claim()), "the platform itself may not send ");
        requireSameRights(command, data, context);
    }

    private void requireFitting(String command, JsonNode data) {
        try {
            schemas.computeIfAbsent(command, name -> new CommandSchemas(List.of(name)))
                    .requireValid(command, data);
        } catch (Rejection e) {
            throw new Rejection(Refusal.invalid(
                    e.refusal().detail(),
                    e.refusal().errors().stream()
                            .map(error -> new FieldError("/data" + error.pointer(), error.detail()))
                            .toList()));
        }
    }

    /**
     * The bridge may handle what is somebody else's, complete what nobody has claimed, and make tasks of a process. Whoever may
     * not do so now, may not plan that it is done for them.
     */
    private static void requireSameRights(String command, JsonNode data, DecisionContext context) {
        boolean ofSomebody = OF_SOMEBODY.contains(command);
        boolean ofEngine = command.equals(COMPLETE)
                || (command.equals(CREATE) && ENGINE_FIELDS.stream().anyMatch(data::has));
        if ((ofSomebody && !context.manages()) || (ofEngine && !context.isEngine())) {
            throw Rejection.forbidden("you may not plan " + command + ": whether you may send it depends on its task");
        }
    }

    private static void requirePermitted(String command, Set<String> roles, String otherwise) {
        if (!AccessTable.permits(new Caller("", "", roles, Set.of()), "command:" + command)) {
            throw Rejection.forbidden(otherwise + command);
        }
    }
}
