package io.docket.workflow.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What is sent about occurrences of schedules; the keys are made of schedule and occurrence. */
final class ScheduleCommands {
    private static final String RECORD = "record-schedule";
    private static final int MAX_DETAIL = 2_000;

    private ScheduleCommands() {}

    /** The planned command itself, on behalf of the schedule's owner. */
    static BridgeCommand planned(Planned planned, Instant due) {
        ObjectNode data = planned.plan().data().deepCopy();
        data.put("onBehalfOf", planned.plan().owner());
        return new BridgeCommand(
                planned.schedule().tenant(),
                planned.plan().command(),
                key(planned, due) + ":command",
                data,
                planned.plan().cause());
    }

    /** Asks the schedule to settle the occurrence. */
    static BridgeCommand fired(Turn.Sent sent) {
        Planned planned = sent.planned();
        return record(planned, key(planned, sent.due()), report(planned, "fired", sent.due(), sent.next()));
    }

    /** Asks the schedule to settle occurrences that are left out. */
    static BridgeCommand missed(Turn.LeftOut leftOut) {
        Planned planned = leftOut.planned();
        ObjectNode report = report(planned, "missed", planned.due(), leftOut.next())
                .put("until", text(leftOut.until()))
                .put("occurrences", leftOut.count());
        return record(planned, key(planned, leftOut.until()) + ":missed", report);
    }

    /** Tells that the planned command was not accepted. */
    static BridgeCommand rejected(Planned planned, Instant due, String detail) {
        ObjectNode report = report(planned, "rejected", due, null)
                .put("detail", detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL));
        return record(planned, key(planned, due) + ":rejected", report);
    }

    private static BridgeCommand record(Planned planned, String key, ObjectNode report) {
        return new BridgeCommand(planned.schedule().tenant(), RECORD, key, report);
    }

    private static ObjectNode report(Planned planned, String state, Instant due, @Nullable Instant next) {
        ObjectNode report = Json.mapper()
                .createObjectNode()
                .put("scheduleId", planned.schedule().id())
                .put("state", state)
                .put("due", text(due));
        return next == null ? report : report.put("next", text(next));
    }

    private static String key(Planned planned, Instant due) {
        return "schedule:" + planned.schedule().id() + ":" + text(due);
    }

    private static String text(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }
}
