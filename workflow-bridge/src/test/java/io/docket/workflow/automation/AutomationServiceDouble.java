package io.docket.workflow.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.CommandBatches;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command service that decides on runs as the real one does: each key once, each event once. It can fail before or after
 * any command has had its effect, and forget its keys.
 */
final class AutomationServiceDouble implements CommandBatches, CommandAnswers {
    private final Map<String, ObjectNode> outcomes = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final List<BridgeCommand> accepted = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> withoutAccount = new HashSet<>();
    private int grace = Integer.MAX_VALUE;
    private String notFired = "";
    private int halves;
    private int deadly = Integer.MAX_VALUE;
    private int requests;
    private int largest;

    void breakAt(int half) {
        deadly = half;
    }

    boolean broke() {
        return halves >= deadly;
    }

    /** Keys are kept for a while only; this is later. */
    void forgetKeys() {
        outcomes.clear();
    }

    /** Commands of the type are not accepted. */
    void refuse(String type) {
        refused.add(type);
    }

    /** The issuer knows no account of the bridge in the tenant, from that many commands of it on. */
    void refuseAccount(String tenant, int after) {
        withoutAccount.add(tenant);
        grace = after;
    }

    /** The issuer knows one. */
    void welcome(String tenant) {
        withoutAccount.remove(tenant);
    }

    /** Runs for the event are over a limit. */
    void limit(String eventId) {
        notFired = eventId;
    }

    int requests() {
        return requests;
    }

    /** Most commands of a request. */
    int largest() {
        return largest;
    }

    List<BridgeCommand> accepted() {
        return accepted;
    }

    /** Types of what was accepted, reports with their state and event. */
    List<String> story() {
        return accepted.stream()
                .map(command -> command.type().equals("record-automation-run")
                        ? command.payload().path("state").asText() + " "
                                + command.payload().path("eventId").asText()
                        : command.type())
                .toList();
    }

    @Override
    public List<Answer> callAll(List<BridgeCommand> commands) {
        requests++;
        largest = Math.max(largest, commands.size());
        List<Answer> answers = new ArrayList<>();
        for (BridgeCommand command : commands) {
            try {
                answers.add(new Answer(call(command), null));
            } catch (Refused | Unavailable e) {
                answers.add(new Answer(null, e));
            }
        }
        return answers;
    }

    @Override
    public ObjectNode call(BridgeCommand command) {
        if (withoutAccount.contains(command.tenant()) && --grace < 0) {
            throw NoAccount.of(command.tenant(), "401 invalid_client");
        }
        half();
        ObjectNode outcome = outcomes.get(command.tenant() + command.idempotencyKey());
        if (outcome == null) {
            outcome = decide(command);
            outcomes.put(command.tenant() + command.idempotencyKey(), outcome);
        }
        half();
        return outcome;
    }

    private void half() {
        if (++halves == deadly) {
            throw new Unavailable("the line breaks", null);
        }
    }

    private ObjectNode decide(BridgeCommand command) {
        ObjectNode result = Json.mapper().createObjectNode();
        result.putArray("events");
        if (refused.contains(command.type())) {
            throw new Refused("command-409", "not now");
        }
        JsonNode payload = command.payload();
        String state = payload.path("state").asText();
        String type = "it";
        if (state.equals("fired") || state.equals("failed")) {
            Position position = Position.parse(payload.path("position").asText());
            String partition =
                    command.tenant() + "/" + payload.path("automationId").asText() + "/" + position.partition();
            if (settled.contains(partition + "-" + position.offset())
                    || payload.path("eventId").asText().equals(notFired)) {
                return result;
            }
            settled.add(partition + "-" + position.offset());
            type = "docket.automation." + state + ".v1";
        }
        accepted.add(command);
        result.withArray("events").addObject().put("type", type);
        return result;
    }
}
