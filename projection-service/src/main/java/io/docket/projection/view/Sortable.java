package io.docket.projection.view;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values that a list can be sorted by: what a document does not have gets a place, too. */
public final class Sortable {
    /** A time that is not there: it sorts last. */
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int MAX_LENGTH = 100;

    private Sortable() {}

    /** The time, or {@link #NEVER}. */
    public static Instant instant(@Nullable Object value) {
        return value instanceof Instant instant ? instant : NEVER;
    }

    /** The text, or the empty one, which sorts first. */
    public static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** The beginning of the text as people sort it: whatever its case. */
    public static String folded(@Nullable Object value) {
        String folded = text(value).toLowerCase(Locale.ROOT);
        return folded.length() <= MAX_LENGTH ? folded : folded.substring(0, MAX_LENGTH);
    }
}
