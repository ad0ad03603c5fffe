package io.docket.command.automation.run;

import io.docket.command.automation.AutomationState;
import io.docket.command.automation.AutomationStatus;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.position.Position;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * Decides on a run before its command goes out: only for {@link AutomationEvent.Fired} it does. An event that is
 * settled had its run; nothing goes out after the automation was turned off, for
 * too long a chain of causes, or over the quota.
 */
public final class RecordAutomationRunDecider {
    private static final String NO_DETAIL = "no detail";

    private RecordAutomationRunDecider() {}

    /** The decision. */
    public static List<AutomationEvent> decide(
            AutomationState state, RecordAutomationRun command, DecisionContext context) {
        Position position = position(command);
        if (command.state() == RecordAutomationRun.State.REJECTED) {
            return rejected(state, command, position);
        }
        if (state.status() != AutomationStatus.ENABLED || state.isSettled(position)) {
            return List.of();
        }
        Instant window = state.windowOf(command.at().toInstant());
        OffsetDateTime start = window.atOffset(ZoneOffset.UTC);
        int maxDepth = state.last().maxDepth();
        if (command.depth() > maxDepth) {
            String detail = "its command would be number " + command.depth()
                    + " in a chain of causes, and the limit is " + maxDepth;
            return List.of(refused(command, AutomationEvent.DEPTH, detail, start));
        }
        if (state.isUsedUp(window)) {
            return state.isRefused(window)
                    ? List.of()
                    : List.of(refused(
                            command,
                            AutomationEvent.QUOTA,
                            overQuota(state.last().quota()),
                            start));
        }
        return List.of(
                command.state() == RecordAutomationRun.State.FIRED
                        ? new AutomationEvent.Fired(
                                command.revision(),
                                command.eventId(),
                                command.position(),
                                state.last().command(),
                                start)
                        : new AutomationEvent.Failed(
                                command.revision(), command.eventId(), command.position(), detail(command), start));
    }

    private static List<AutomationEvent> rejected(
            AutomationState state, RecordAutomationRun command, Position position) {
        if (!state.isSettled(position)) {
            throw Rejection.conflict("run-not-fired", "there was no such run");
        }
        return List.of(new AutomationEvent.Rejected(
                command.revision(),
                command.eventId(),
                command.position(),
                Objects.requireNonNullElse(command.code(), "rejected"),
                detail(command)));
    }

    private static AutomationEvent refused(
            RecordAutomationRun command, String limit, String detail, OffsetDateTime window) {
        return new AutomationEvent.Refused(
                command.revision(), command.eventId(), command.position(), limit, detail, window);
    }

    private static String overQuota(Quota quota) {
        return "there were " + quota.runs() + " runs in " + quota.per() + ": it does not run until that is over";
    }

    private static String detail(RecordAutomationRun command) {
        return Objects.requireNonNullElse(command.detail(), NO_DETAIL);
    }

    private static Position position(RecordAutomationRun command) {
        try {
            return Position.parse(command.position());
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("/position", String.valueOf(e.getMessage()));
        }
    }
}
