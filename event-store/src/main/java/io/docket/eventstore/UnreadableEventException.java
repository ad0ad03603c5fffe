package io.docket.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * An event of the log is of a type that this build does not know, or its data does not fit its type. What depends on it
 * is not served; everything else is.
 */
public final class UnreadableEventException extends EventStoreException {
    private final String place;
    private final String type;
    private final String reason;

    /**
     * @param place where the event is: stream and sequence, or topic and position
     * @param type its type; empty if the record has none
     * @param reason why it cannot be read
     */
    public UnreadableEventException(String place, String type, String reason, @Nullable Throwable cause) {
        super("event " + place + " of type " + type + " cannot be read: " + reason, cause);
        this.place = place;
        this.type = type;
        this.reason = reason;
    }

    public String place() {
        return place;
    }

    public String type() {
        return type;
    }

    public String reason() {
        return reason;
    }
}
