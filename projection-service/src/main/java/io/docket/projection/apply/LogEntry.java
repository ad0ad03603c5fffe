package io.docket.projection.apply;

import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log, readable or not.
 *
 * @param position its place
 * @param root its key
 * @param event the event; absent if it cannot be read
 * @param fault why it cannot be read; absent if it can
 */
public record LogEntry(
        Position position,
        String root,
        @Nullable LogEvent event,
        @Nullable String fault) {
    /** A record that is an event. */
    public static LogEntry readable(LogEvent event) {
        return new LogEntry(event.position(), event.envelope().root(), event, null);
    }

    /** A record that is none. */
    public static LogEntry unreadable(Position position, String root, String fault) {
        return new LogEntry(position, root, null, fault);
    }
}
