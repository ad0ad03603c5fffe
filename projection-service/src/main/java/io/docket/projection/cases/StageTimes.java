package io.docket.projection.cases;

import io.docket.projection.view.Document;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long an open case was in each stage: {@code stageSince}, and {@code stageTimes: {<stage>: {visits, millis}}} so far. */
final class StageTimes {
    static final String SINCE = "stageSince";
    static final String TIMES = "stageTimes";
    static final String VISITS = "visits";
    static final String MILLIS = "millis";

    private StageTimes() {}

    /** The case entered its stage, or work on it began again. */
    static void enter(Document document, Instant at) {
        document.set(SINCE, at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The case is about to leave its stage, or work on it ended. */
    static void leave(Document document, Instant at) {
        if (document.get(SINCE) instanceof Instant since) {
            String stage = document.required("stage");
            Map<String, @Nullable Object> times = new LinkedHashMap<>(document.object(TIMES));
            Map<?, ?> before = times.get(stage) instanceof Map<?, ?> known ? known : Map.of();
            long millis = Math.max(
                    0,
                    Duration.between(since, at.truncatedTo(ChronoUnit.MILLIS)).toMillis());
            Map<String, @Nullable Object> now = new LinkedHashMap<>();
            now.put(VISITS, number(before.get(VISITS)) + 1);
            now.put(MILLIS, number(before.get(MILLIS)) + millis);
            times.put(stage, now);
            document.set(TIMES, times).set(SINCE, null);
        }
    }

    static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
