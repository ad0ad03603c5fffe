package io.docket.projection.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times in parameters: ISO-8601 with zone, or a date in UTC, from the year 1 to 9999. */
final class Instants {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Instants() {}

    static boolean isDate(String value) {
        return value.indexOf('T') < 0;
    }

    /**
     * The instant.
     *
     * @param name name of the parameter, for the problem
     * @param daysLater added to a date, of which it is the start; a time is as it is
     */
    static Instant read(String name, String value, int daysLater) {
        try {
            Instant instant = isDate(value)
                    ? LocalDate.parse(value).plusDays(daysLater).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(value).toInstant();
            if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw QueryParameters.invalid(name, "is not an ISO-8601 date or time with zone");
        }
        throw QueryParameters.invalid(name, "is not in the years 1 to 9999");
    }
}
