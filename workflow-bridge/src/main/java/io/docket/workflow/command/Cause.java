package io.docket.workflow.command;

import io.docket.contracts.envelope.EventEnvelope;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The event that a command follows from.
 *
 * @param eventId id of the event
 * @param correlationId id that it shares with everything that follows from one first command
 * @param depth length of the chain of causes with this command, from 1
 */
public record Cause(String eventId, String correlationId, int depth) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9._:-]{1,100});correlation=([A-Za-z0-9._:-]{1,100});depth=([1-9][0-9]{0,3})");

    /** Of a command that follows from the event. */
    public static Cause of(EventEnvelope event) {
        return new Cause(event.id(), event.correlationId(), event.causationDepth() + 1);
    }

    /** Reads what {@link #text} gives; empty for anything else. */
    public static Optional<Cause> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Cause(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    /** As the command service reads it. */
    public String text() {
        return eventId + ";correlation=" + correlationId + ";depth=" + depth;
    }
}
