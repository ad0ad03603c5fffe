package io.docket.projection.history.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.index.Place;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCursorTest {
    private static final Place PLACE = new Place(1_700_000_000_000_000L, (2L << Place.OFFSET_BITS) | 41);
    private static final Cursor REACHED = new Cursor(new long[] {0, 0, 42});
    private static final String TEXT = HistoryCursor.of("log", "newest", PLACE).text();

    @Test
    void survives_the_wire() {
        assertThat(HistoryCursor.parse(TEXT, "newest").in("log", REACHED)).isEqualTo(PLACE);
    }

    @Test
    void one_of_another_log_another_order_or_the_future_is_refused() {
        HistoryCursor cursor = HistoryCursor.parse(TEXT, "newest");

        refuses("another log", () -> cursor.in("other", REACHED));
        refuses("order newest", () -> HistoryCursor.parse(TEXT, "oldest"));
        refuses("not reached", () -> cursor.in("log", new Cursor(new long[] {9, 9, 41})));
        refuses("not reached", () -> cursor.in("log", new Cursor(new long[] {99})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AA", "bG9n", "AQAAAAAAAAAB"})
    void what_is_no_cursor_is_refused(String text) {
        refuses("not a cursor", () -> HistoryCursor.parse(text, "newest"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 6, 1 << 14})
    void one_of_a_partition_that_does_not_exist_is_refused(long partition) {
        String text = HistoryCursor.of("log", "newest", new Place(0, partition << Place.OFFSET_BITS))
                .text();

        refuses("not a cursor", () -> HistoryCursor.parse(text, "newest"));
    }

    private static void refuses(String why, Runnable parse) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(parse::run)
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400))
                .satisfies(problem -> assertThat(problem.getDetail()).contains(why));
    }
}
