package io.docket.projection.automations;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.kit.automation.Automation;
import io.docket.kit.automation.Run;
import io.docket.projection.history.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an automation would have made of events. Sends nothing. */
final class DryRun {
    private final Automation automation;
    private final int limit;
    private final List<Outcome> outcomes = new ArrayList<>();
    private int examined;

    DryRun(Automation automation, int limit) {
        this.automation = automation;
        this.limit = limit;
    }

    /** Looks at an event, unless there is enough already. */
    void examine(StoredEvent event) {
        if (!isFull()) {
            examine(event.envelope(), event.position());
        }
    }

    /** Looks at an event that is nowhere in the log. */
    void examine(EventEnvelope event, @Nullable Position position) {
        examined++;
        if (automation.matches(event)) {
            outcomes.add(outcome(event, position));
        }
    }

    boolean isFull() {
        return outcomes.size() >= limit;
    }

    int examined() {
        return examined;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    private Outcome outcome(EventEnvelope event, @Nullable Position position) {
        EventRef about = new EventRef(
                event.id(),
                event.type(),
                event.subject().toString(),
                event.time().toString(),
                position == null ? null : position.toString());
        int depth = event.causationDepth() + 1;
        if (depth > automation.definition().maxDepth()) {
            return new Outcome(about, "refused", null, null, "number " + depth + " in a chain of causes");
        }
        return switch (automation.run(event)) {
            case Run.NotMet() -> new Outcome(about, "not-met", null, null, null);
            case Run.Failure(String detail) -> new Outcome(about, "failed", null, null, detail);
            case Run.Command(var payload) ->
                new Outcome(about, "command", automation.definition().command(), payload, null);
        };
    }

    /** An event, in short. */
    record EventRef(
            String id,
            String type,
            String subject,
            String time,
            @Nullable String position) {}

    /**
     * What would have been.
     *
     * @param event the event
     * @param result {@code command}, {@code not-met}, {@code failed} or {@code refused}
     * @param command type of the command
     * @param data its payload
     * @param detail why there is none
     */
    record Outcome(
            EventRef event,
            String result,
            @Nullable String command,
            @Nullable JsonNode data,
            @Nullable String detail) {}
}
