package io.docket.workflow.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A command service that decides on reports as the real one does: each key once, each occurrence once, none after the end.
 * It can fail before or after any command has had its effect, and forget its keys.
 */
public final class ScheduleServiceDouble implements CommandGroups {
    private final Map<String, ObjectNode> outcomes = new HashMap<>();
    private final Map<String, Instant> settled = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final List<BridgeCommand> accepted = new ArrayList<>();
    private String refused = "";
    private String lost = "";
    private int groups;
    private int halves;
    private int deadly = Integer.MAX_VALUE;

    /** The command before or after whose effect the line breaks, counted in halves from 1. */
    public void breakAt(int half) {
        deadly = half;
    }

    /** True if the line broke. */
    public synchronized boolean broke() {
        return halves >= deadly;
    }

    /** Keys are kept for a while only; this is later. */
    public synchronized void forgetKeys() {
        outcomes.clear();
    }

    /** The schedule is cancelled. */
    public synchronized void cancel(String scheduleId) {
        cancelled.add(scheduleId);
    }

    /** Commands of the type are not accepted. */
    public synchronized void refuse(String type) {
        refused = type;
    }

    /** The command of the key does not arrive, once. */
    public synchronized void lose(String key) {
        lost = key;
    }

    /** How often commands came, one or more at once. */
    public synchronized int groups() {
        return groups;
    }

    /** What was accepted, in order. */
    public synchronized List<BridgeCommand> accepted() {
        return List.copyOf(accepted);
    }

    /** Types of what was accepted, with the states of reports. */
    public List<String> story() {
        return accepted().stream()
                .map(command -> command.type().equals("record-schedule")
                        ? command.payload().path("state").asText()
                        : command.type())
                .toList();
    }

    @Override
    public synchronized CompletableFuture<List<Answer>> begin(List<BridgeCommand> group) {
        groups++;
        return CompletableFuture.completedFuture(
                group.stream().map(this::answer).toList());
    }

    private Answer answer(BridgeCommand command) {
        try {
            return Answer.of(call(command));
        } catch (Refused | Unavailable e) {
            return Answer.failed(e);
        }
    }

    private ObjectNode call(BridgeCommand command) {
        if (command.idempotencyKey().equals(lost)) {
            lost = "";
            throw new Unavailable("lost", null);
        }
        half();
        ObjectNode outcome = outcomes.get(command.idempotencyKey());
        if (outcome == null) {
            outcome = decide(command);
            outcomes.put(command.idempotencyKey(), outcome);
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
        if (command.type().equals(refused)) {
            throw new Refused("command-409", "not now");
        }
        JsonNode payload = command.payload();
        String schedule = payload.path("scheduleId").asText();
        String state = payload.path("state").asText();
        if (state.equals("fired") || state.equals("missed")) {
            Instant last = Instant.parse(
                    payload.path("until").asText(payload.path("due").asText()));
            if (!last.isAfter(settled.getOrDefault(schedule, Instant.MIN))) {
                return result;
            }
            if (cancelled.contains(schedule)) {
                throw new Refused("command-409", "the schedule is cancelled");
            }
            settled.put(schedule, last);
        }
        accepted.add(command);
        result.withArray("events").addObject().put("type", "it");
        return result;
    }
}
