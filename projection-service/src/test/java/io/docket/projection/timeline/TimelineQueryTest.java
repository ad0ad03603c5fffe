package io.docket.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.projection.query.PageCursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineQueryTest {
    static Stream<PageCursor> foreign() {
        return Stream.of(
                new PageCursor("position", 3L, "c2"),
                new PageCursor("position", -1L, "c1"),
                new PageCursor("position", "3", "c1"));
    }

    @Test
    void a_page_goes_on_behind_the_place_of_its_cursor() {
        assertThat(TimelineQuery.place(new PageCursor("position", 3L, "c1"), "c1"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void a_cursor_of_another_case_or_of_no_place_is_refused(PageCursor cursor) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> TimelineQuery.place(cursor, "c1"))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }
}
