package io.docket.projection.stats;

import io.docket.projection.view.Counter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * What "the last days" and "now" mean.
 *
 * @param now now
 * @param days how many days, from 1; the last one is today
 */
record Window(Instant now, int days) {
    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    LocalDate firstDay() {
        return today().minusDays(days - 1L);
    }

    /** The days in order. */
    Stream<LocalDate> each() {
        return firstDay().datesUntil(today().plusDays(1));
    }

    /** The groups of counters that tell about these days. */
    List<String> flows() {
        return each().map(YearMonth::from).distinct().map(Counter::flow).toList();
    }
}
