package io.docket.command.submit;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The event that a command follows from, where the platform itself sends it. On the wire
 * {@code <event id>;correlation=<id>;depth=<1 to 9999>}.
 *
 * @param eventId id of the event
 * @param correlationId id that it shares with everything that follows from one first command
 * @param depth length of the chain of causes with this command
 */
public record Cause(String eventId, String correlationId, int depth) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9._:-]{1,100});correlation=([A-Za-z0-9._:-]{1,100});depth=([1-9][0-9]{0,3})");

    /** Reads the wire form; absent stays absent. Rejects with 400 anything else. */
    public static @Nullable Cause parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher cause = TEXT.matcher(text.strip());
        if (!cause.matches()) {
            throw new Rejection(Refusal.invalid("a cause is <event id>;correlation=<id>;depth=<1 to 9999>", List.of()));
        }
        return new Cause(cause.group(1), cause.group(2), Integer.parseInt(cause.group(3)));
    }

    /** The wire form. */
    public String text() {
        return eventId + ";correlation=" + correlationId + ";depth=" + depth;
    }
}
