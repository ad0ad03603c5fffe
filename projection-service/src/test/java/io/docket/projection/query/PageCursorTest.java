package io.docket.projection.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {
    private static final Sort SORT = new Sort("-openedAt", "openedAt");

    static Stream<Object> values() {
        return Stream.of(Instant.parse("2011-10-01T00:38:44.546Z"), 42L, "N-17", "two\nlines");
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_cursor_survives_the_wire(Object value) {
        PageCursor cursor = new PageCursor(SORT.name(), value, "acme/c1");

        assertThat(PageCursor.parse(cursor.text(), SORT)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "LW9wZW5lZEF0",
                "bnVtYmVyCnMKYWNtZS9jMQox",
                "LW9wZW5lZEF0CngKYWNtZS9jMQox",
                "LW9wZW5lZEF0CnQKYWNtZS9jMQpub3cK",
                "LW9wZW5lZEF0Cm4KYWNtZS9jMQp4"
            })
    void what_is_no_cursor_of_the_list_is_refused(String text) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> PageCursor.parse(text, SORT))
                .matches(problem -> problem.getStatusCode() == 400);
    }
}
