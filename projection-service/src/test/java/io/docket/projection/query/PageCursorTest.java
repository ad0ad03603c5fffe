package io.docket.projection.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void a_cursor_of_several_values_survives_the_wire() {
        Sort sort = new Sort("-stage", List.of("stage", "openedAt"));
        PageCursor cursor = new PageCursor("-stage", List.of("", Instant.EPOCH), "acme/c1");

        assertThat(PageCursor.parse(cursor.text(), sort)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "[\"-openedAt\",\"acme/c1\"]",
                "[\"-openedAt\",\"acme/c1\",\"n1\",\"n1\"]",
                "[\"number\",\"acme/c1\",\"n1\"]",
                "[\"-openedAt\",\"acme/c1\",\"x1\"]",
                "[\"-openedAt\",\"acme/c1\",\"\"]",
                "[\"-openedAt\",\"acme/c1\",\"nx\"]",
                "[\"-openedAt\",\"acme/c1\",\"tnow\"]",
                "[\"-openedAt\",\"acme/c1\",\"t+1000000000-12-31T23:59:59Z\"]",
                "[\"-openedAt\",\"acme/c1\",null]",
                "[\"-openedAt\",null,\"n1\"]",
                "[\"-openedAt\",{},\"n1\"]",
                "[[[[[[["
            })
    void what_is_no_cursor_of_the_list_is_refused(String json) {
        String text = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> PageCursor.parse(text, SORT))
                .matches(problem -> problem.getStatusCode() == 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "LW9wZW5lZEF0", "%%%"})
    void what_is_not_even_encoded_is_refused(String text) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> PageCursor.parse(text, SORT))
                .matches(problem -> problem.getStatusCode() == 400);
    }
}
