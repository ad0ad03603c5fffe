package io.docket.workflow.automation;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.AutomationEvent;
import io.docket.kit.automation.Automation;
import io.docket.kit.feel.Feel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One automation over time: from when on it ran in which definition, or not at all. */
final class Timeline {
    private static final Logger LOG = Logger.getLogger(Timeline.class);

    /** Changes that are known; before the oldest of them it did not run. */
    private static final int MAX_CHANGES = 100;

    private volatile List<Change> changes = List.of();
    private long version;
    private boolean isEnabled = true;
    private @Nullable Automation last;

    synchronized void note(EventEnvelope envelope, AutomationEvent event, Feel feel) {
        if (envelope.sequence() <= version) {
            return;
        }
        version = envelope.sequence();
        switch (event) {
            case AutomationEvent.Defined defined -> last = compiled(envelope, defined, feel);
            case AutomationEvent.Enabled _ -> isEnabled = true;
            case AutomationEvent.Disabled _, AutomationEvent.Retired _ -> isEnabled = false;
            case AutomationEvent.Triggered _,
                    AutomationEvent.Fired _,
                    AutomationEvent.Failed _,
                    AutomationEvent.Rejected _,
                    AutomationEvent.Refused _ -> {
                return;
            }
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(envelope.time(), isEnabled ? last : null));
        changes = List.copyOf(more.subList(Math.max(0, more.size() - MAX_CHANGES), more.size()));
    }

    /** As it ran at that time; nothing runs for what was recorded before it was defined, or at the same moment. */
    Optional<Automation> at(Instant time) {
        List<Change> known = changes;
        for (int i = known.size() - 1; i >= 0; i--) {
            if (known.get(i).from.isBefore(time)) {
                return Optional.ofNullable(known.get(i).automation);
            }
        }
        return Optional.empty();
    }

    /** As it runs now. */
    Optional<Automation> now() {
        List<Change> known = changes;
        return known.isEmpty() ? Optional.empty() : Optional.ofNullable(known.getLast().automation);
    }

    /** Types of the events that it ever ran for, as patterns. */
    Stream<String> types() {
        return changes.stream()
                .flatMap(change -> change.automation == null ? Stream.empty() : change.automation.types().stream())
                .distinct();
    }

    private static @Nullable Automation compiled(EventEnvelope envelope, AutomationEvent.Defined defined, Feel feel) {
        try {
            return Automation.compile(envelope.subject().id(), defined, envelope.tenant(), envelope.actor(), feel);
        } catch (IllegalArgumentException e) {
            LOG.errorf(
                    "automation cannot run tenant=%s automation=%s error=\"%s\"",
                    envelope.tenant(), envelope.subject().id(), e.getMessage());
            return null;
        }
    }

    private record Change(Instant from, @Nullable Automation automation) {}
}
