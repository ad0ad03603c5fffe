package io.docket.projection.history.export.xes;

import io.docket.projection.history.filter.EventTerms;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An event of a trace.
 *
 * @param activity what was done
 * @param lifecycle where in its life the activity is
 * @param resource who did it
 * @param at when, in the time zone of who said so
 * @param event the event behind it
 */
record Step(
        String activity,
        @Nullable String lifecycle,
        @Nullable String resource,
        OffsetDateTime at,
        EventTerms event) {
    static OffsetDateTime at(EventTerms event) {
        OffsetDateTime occurredAt = event.event().occurredAt();
        return occurredAt == null ? event.event().time().atOffset(ZoneOffset.UTC) : occurredAt;
    }
}
