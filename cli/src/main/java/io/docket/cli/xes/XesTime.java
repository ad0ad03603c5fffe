package io.docket.cli.xes;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Times as logs write them. The usual form, {@code 2011-10-01T08:15:39.894+02:00}, is read by hand: a log has hundreds of
 * thousands.
 */
public final class XesTime {
    private static final int SECONDS_END = 19;
    private static final int OFFSET_LENGTH = 6;
    private static final int MAX_FRACTION = 9;
    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter();

    private XesTime() {}

    /** The time of a text that {@link #normal} gave. */
    public static OffsetDateTime parse(String normal) {
        OffsetDateTime usual = usual(normal);
        return usual == null ? OffsetDateTime.parse(normal) : usual;
    }

    /**
     * The time as ISO-8601 with seconds and zone.
     *
     * @param zone zone of a time that has none
     * @throws IllegalArgumentException if the text is no time
     */
    static String normal(String text, ZoneId zone) {
        try {
            if (usual(text) != null) {
                return text;
            }
            TemporalAccessor parsed = ANY.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime time = parsed instanceof OffsetDateTime complete
                    ? complete
                    : ((LocalDateTime) parsed).atZone(zone).toOffsetDateTime();
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a date and time (2011-10-01T08:15:39.894+02:00)", e);
        }
    }

    private static @Nullable OffsetDateTime usual(String text) {
        int offsetAt = text.length() - OFFSET_LENGTH;
        int fraction = offsetAt - SECONDS_END - 1;
        boolean shaped = offsetAt >= SECONDS_END
                && fraction != 0
                && fraction <= MAX_FRACTION
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (fraction < 0 || text.charAt(SECONDS_END) == '.')
                && (text.charAt(offsetAt) == '+' || text.charAt(offsetAt) == '-')
                && text.charAt(offsetAt + 3) == ':';
        if (!shaped) {
            return null;
        }
        int[] fields = {
            number(text, 0, 4),
            number(text, 5, 2),
            number(text, 8, 2),
            number(text, 11, 2),
            number(text, 14, 2),
            number(text, 17, 2),
            fraction < 0 ? 0 : number(text, SECONDS_END + 1, fraction),
            number(text, offsetAt + 1, 2),
            number(text, offsetAt + 4, 2)
        };
        for (int field : fields) {
            if (field < 0) {
                return null;
            }
        }
        int nanos = fields[6];
        for (int digits = Math.max(fraction, 0); nanos > 0 && digits < MAX_FRACTION; digits++) {
            nanos *= 10;
        }
        int sign = text.charAt(offsetAt) == '-' ? -1 : 1;
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(sign * fields[7], sign * fields[8]);
        return OffsetDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], nanos, offset);
    }

    /** The number in the text; negative if there is anything but digits. */
    private static int number(String text, int start, int length) {
        int number = 0;
        for (int i = start; i < start + length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
