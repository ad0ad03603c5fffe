package io.docket.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
    private static final ZoneId BERLIN = CronTimes.zone("Europe/Berlin");

    @Test
    void five_fields_begin_with_minutes_and_six_with_seconds() {
        Instant from = Instant.parse("2030-01-01T00:00:00Z");

        assertThat(CronTimes.of("15 8 * * *", ZoneOffset.UTC).after(from))
                .hasValue(Instant.parse("2030-01-01T08:15:00Z"));
        assertThat(CronTimes.of("*/20 * * * * ?", ZoneOffset.UTC).after(from))
                .hasValue(Instant.parse("2030-01-01T00:00:20Z"));
    }

    @Test
    void the_hour_that_summer_time_leaves_out_is_left_out() {
        List<String> times = times("30 2 * * *", "2030-03-29T12:00:00Z", 3);

        assertThat(times).containsExactly("2030-03-30T01:30:00Z", "2030-04-01T00:30:00Z", "2030-04-02T00:30:00Z");
    }

    @Test
    void the_hour_that_comes_twice_counts_once() {
        List<String> times = times("30 2 * * *", "2030-10-26T12:00:00Z", 2);

        assertThat(times).containsExactly("2030-10-27T00:30:00Z", "2030-10-28T01:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/10 * * * *", "30 * * * *", "30 2 * * *", "0 */5 * * * ?", "0 0 * * * ?"})
    void a_time_is_always_after_the_instant(String cron) {
        CronTimes times = CronTimes.of(cron, BERLIN);
        Instant end = Instant.parse("2030-10-27T04:00:00Z");

        for (Instant at = Instant.parse("2030-10-26T22:00:00Z"); at.isBefore(end); at = at.plusSeconds(60)) {
            assertThat(times.after(at).orElseThrow()).as("after %s", at).isAfter(at);
        }
    }

    @Test
    void a_year_that_is_over_has_no_times() {
        assertThat(CronTimes.of("0 0 0 1 1 ? 2020", ZoneOffset.UTC).after(Instant.parse("2030-01-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "every day", "61 * * * *", "* * * *", "0 0 31 2 * ? 99999"})
    void what_is_no_expression_is_refused(String cron) {
        assertThatThrownBy(() -> CronTimes.of(cron, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_zone_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> CronTimes.zone("Mars/Olympus"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no time zone Mars/Olympus");
    }

    private static List<String> times(String cron, String from, int count) {
        List<String> times = new ArrayList<>();
        Instant last = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            last = CronTimes.of(cron, BERLIN).after(last).orElseThrow();
            times.add(last.toString());
        }
        return times;
    }
}
