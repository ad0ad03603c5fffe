package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;
import static io.docket.projection.kills.Fields.put;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a schedule must be. */
final class ScheduleReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.schedule.created.v1" -> {
                copy(event, doc, "caseId", "command", "data", "at", "after", "cron", "zone", "missed");
                doc.put("owner", event.actor());
                doc.put("createdAt", event.happenedAt());
                doc.put("state", "active");
                put(doc, "due", first(event));
            }
            case "docket.schedule.fired.v1" -> {
                next(doc, event);
                doc.merge("fired", 1L, (before, one) -> (Long) before + 1);
                doc.put("lastFired", time(event.get("due")));
            }
            case "docket.schedule.missed.v1" -> {
                next(doc, event);
                doc.merge("leftOut", event.get("occurrences"), (before, more) -> (Long) before + (Long) more);
            }
            case "docket.schedule.rejected.v1" -> {
                doc.merge("rejections", 1L, (before, one) -> (Long) before + 1);
                doc.put("lastError", event.get("detail"));
                doc.put("lastErrorAt", event.happenedAt());
            }
            case "docket.schedule.cancelled.v1" -> {
                doc.put("state", "cancelled");
                doc.remove("due");
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    private static void next(Map<String, Object> doc, LoggedEvent event) {
        put(doc, "due", time(event.get("next")));
        if (event.get("next") == null) {
            doc.put("state", "ended");
        }
    }

    /** The crons of made-up work are at eight every day, in UTC. */
    private static @Nullable Instant first(LoggedEvent event) {
        if (event.get("at") != null) {
            return time(event.get("at"));
        }
        if (event.get("after") instanceof String after) {
            return event.recordedAt().plus(Duration.parse(after));
        }
        OffsetDateTime eight = event.recordedAt().atOffset(ZoneOffset.UTC).with(LocalTime.of(8, 0));
        return (eight.toInstant().isAfter(event.recordedAt()) ? eight : eight.plusDays(1)).toInstant();
    }

    private static @Nullable Instant time(@Nullable Object text) {
        return text == null ? null : OffsetDateTime.parse(text.toString()).toInstant();
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of("case", Fields.text(doc, "caseId"), "due", Fields.time(doc, "due"));
    }

    @Override
    public Counts counters(Map<String, Object> doc) {
        return new Counts().many(doc.get("version"), "stats", "events", "schedule");
    }
}
