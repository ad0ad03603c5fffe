package io.docket.projection.apply;

import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that a view could not take.
 *
 * @param position its place in the log, where it can be read again
 * @param view the view that lacks it, {@value #EVERY_VIEW} for a record that cannot be read at all
 * @param tenant owner of the data; absent if the record does not say
 * @param root key of the record
 * @param type event type; absent if the record does not say
 * @param subject entity that it is about; absent if the record does not say
 * @param error why
 */
public record DeadLetter(
        Position position,
        String view,
        @Nullable String tenant,
        String root,
        @Nullable String type,
        @Nullable String subject,
        String error) {
    /** Stands for all views. */
    public static final String EVERY_VIEW = "*";

    /** An event that one view could not take. */
    static DeadLetter of(String view, LogEvent event, String error) {
        return new DeadLetter(
                event.position(),
                view,
                event.envelope().tenant(),
                event.envelope().root(),
                event.envelope().type(),
                event.envelope().subject().toString(),
                error);
    }

    /** A record that cannot be read. */
    static DeadLetter unreadable(LogEntry entry) {
        return new DeadLetter(entry.position(), EVERY_VIEW, null, entry.root(), null, null, "" + entry.fault());
    }
}
