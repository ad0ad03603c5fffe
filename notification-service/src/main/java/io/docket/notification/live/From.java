package io.docket.notification.live;

import io.docket.contracts.position.Cursor;

/** Where a subscription begins. */
public sealed interface From {
    /** With what happens next. */
    record Now() implements From {}

    /** With the oldest event of the log. */
    record Earliest() implements From {}

    /** Right after what the cursor covers. */
    record Place(Cursor cursor) implements From {}

    /** Reads {@code now}, {@code earliest} or a cursor. Throws {@link IllegalArgumentException} on anything else. */
    static From parse(String text) {
        return switch (text) {
            case "now" -> new Now();
            case "earliest" -> new Earliest();
            default -> new Place(Cursor.parse(text));
        };
    }
}
