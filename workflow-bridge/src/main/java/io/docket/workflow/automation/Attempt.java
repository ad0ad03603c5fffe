package io.docket.workflow.automation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.kit.automation.Automation;
import io.docket.kit.automation.Run;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Cause;
import io.docket.workflow.command.CommandRefused;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.retry.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A run of an automation for an event, as the commands that it consists of. Their keys are made of automation, revision and
 * event: whoever repeats the run sends the same.
 *
 * @param automation the automation, in the revision that runs
 * @param event the event
 * @param run what the automation makes of it
 * @param isFired true if the automation has settled it before, and its command is to go out
 */
record Attempt(Automation automation, LoggedEvent event, Run run, boolean isFired) {
    private static final String RECORD = "record-automation-run";
    private static final int MAX_DETAIL = 2_000;
    private static final int MAX_CODE = 200;

    /** The same, once the automation has settled it. */
    Attempt fired() {
        return new Attempt(automation, event, run, true);
    }

    String tenant() {
        return automation.tenant();
    }

    /** The report before the command: only if it is accepted with an event, the command goes out. */
    BridgeCommand settlement() {
        return run instanceof Run.Failure(String detail)
                ? report("", "failed", null, detail)
                : report("", "fired", null, null);
    }

    /** The command, on behalf of whoever defined the automation. */
    BridgeCommand command(Run.Command made) {
        ObjectNode payload = made.payload().deepCopy();
        payload.put("onBehalfOf", automation.definer());
        return send(automation.definition().command(), ":command", payload);
    }

    /** The report that the command was not accepted. */
    BridgeCommand rejection(RuntimeException fault) {
        String detail = String.valueOf(fault.getMessage());
        return switch (fault) {
            case CommandRefused refused -> report(":rejected", "rejected", refused.reason(), refused.explanation());
            case Refused refused -> report(":rejected", "rejected", refused.code(), detail);
            default -> report(":rejected", "rejected", "forbidden", detail);
        };
    }

    private BridgeCommand report(String step, String state, @Nullable String code, @Nullable String detail) {
        ObjectNode report = Json.mapper()
                .createObjectNode()
                .put("automationId", automation.id())
                .put("revision", automation.definition().revision())
                .put("state", state)
                .put("eventId", event.envelope().id())
                .put("position", event.position())
                .put("at", event.envelope().time().toString())
                .put("depth", Cause.of(event.envelope()).depth());
        if (code != null) {
            report.put("code", shortened(code, MAX_CODE));
        }
        if (detail != null) {
            report.put("detail", shortened(detail, MAX_DETAIL));
        }
        return send(RECORD, step, report);
    }

    private BridgeCommand send(String type, String step, ObjectNode payload) {
        String key = "automation:" + automation.id() + ":"
                + automation.definition().revision() + ":"
                + event.envelope().id() + step;
        return new BridgeCommand(automation.tenant(), type, key, payload, Cause.of(event.envelope()));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
