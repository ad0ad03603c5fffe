package io.docket.command.automation;

import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.position.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of an automation.
 *
 * @param status where it is
 * @param last the last definition
 * @param settled the events that it ran for, or refused to, by partition
 * @param window the runs that are counted now
 * @param schedule the schedule of its times, while it is enabled
 */
public record AutomationState(
        AutomationStatus status,
        AutomationEvent.Defined last,
        Map<Integer, SettledEvents> settled,
        @Nullable QuotaWindow window,
        @Nullable String schedule) {
    /** Automations. */
    public static final EntityKind<AutomationState, AutomationEvent> KIND =
            new EntityKind<>("automation", AutomationEvent.class, AutomationState::evolve);

    private static AutomationState evolve(@Nullable AutomationState before, AutomationEvent event, String actor) {
        if (before == null) {
            if (event instanceof AutomationEvent.Defined first) {
                return new AutomationState(AutomationStatus.ENABLED, first, Map.of(), null, first.scheduleId());
            }
            throw new IllegalStateException("the history of an automation starts with " + event);
        }
        return switch (event) {
            case AutomationEvent.Defined defined ->
                new AutomationState(before.status, defined, before.settled, before.window, defined.scheduleId());
            case AutomationEvent.Enabled enabled -> before.with(AutomationStatus.ENABLED, enabled.scheduleId());
            case AutomationEvent.Disabled _ -> before.with(AutomationStatus.DISABLED, null);
            case AutomationEvent.Retired _ -> before.with(AutomationStatus.RETIRED, null);
            case AutomationEvent.Fired fired ->
                before.settled(fired.position(), QuotaWindow.withRun(before.window, fired.window()));
            case AutomationEvent.Failed failed ->
                before.settled(failed.position(), QuotaWindow.withRun(before.window, failed.window()));
            case AutomationEvent.Refused refused ->
                before.settled(
                        refused.position(),
                        refused.limit().equals(AutomationEvent.QUOTA)
                                ? QuotaWindow.withRefusal(before.window, refused.window())
                                : before.window);
            case AutomationEvent.Triggered _, AutomationEvent.Rejected _ -> before;
        };
    }

    /** True if the event at the position had its run, or was refused one. */
    public boolean isSettled(Position position) {
        return settled.getOrDefault(position.partition(), SettledEvents.NONE).has(position.offset());
    }

    /** Rejects if it does not run now. */
    public void requireEnabled() {
        if (status != AutomationStatus.ENABLED) {
            throw Rejection.conflict("automation-" + status, "the automation is " + status);
        }
    }

    /** Rejects if it never runs again. */
    public void requireNotRetired() {
        if (status == AutomationStatus.RETIRED) {
            throw Rejection.conflict("automation-retired", "the automation is retired");
        }
    }

    /** The beginning of the window that a run for something of that time counts in; never before one that runs counted in. */
    public Instant windowOf(Instant at) {
        Instant start = QuotaWindow.startOf(at, Duration.parse(last.quota().per()));
        return window != null && start.isBefore(window.start()) ? window.start() : start;
    }

    /** True if one more run in the window would be too many. */
    public boolean isUsedUp(Instant start) {
        return window != null
                && window.start().equals(start)
                && window.runs() >= last.quota().runs();
    }

    /** True if it was said of the window that there are too many. */
    public boolean isRefused(Instant start) {
        return window != null && window.start().equals(start) && window.refused();
    }

    private AutomationState with(AutomationStatus now, @Nullable String times) {
        return new AutomationState(now, last, settled, window, times);
    }

    private AutomationState settled(String at, @Nullable QuotaWindow now) {
        Position position = Position.parse(at);
        Map<Integer, SettledEvents> more = new HashMap<>(settled);
        more.put(
                position.partition(),
                settled.getOrDefault(position.partition(), SettledEvents.NONE).with(position.offset()));
        return new AutomationState(status, last, Map.copyOf(more), now, schedule);
    }
}
