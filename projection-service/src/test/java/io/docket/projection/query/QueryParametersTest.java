package io.docket.projection.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static final String HUNDRED =
            Stream.generate(UUID::randomUUID).limit(100).map(UUID::toString).collect(Collectors.joining(","));

    @Test
    void a_hundred_ids_are_taken() {
        assertThat(parameters("ids", HUNDRED).text("ids")).contains(HUNDRED);
    }

    @Test
    void ids_are_not_endless_and_nothing_else_is_as_long() {
        assertThatThrownBy(() -> parameters("ids", HUNDRED + ',' + HUNDRED)).hasMessageContaining("ids is longer");
        assertThatThrownBy(() -> parameters("q", HUNDRED)).hasMessageContaining("q is longer");
    }

    @Test
    void a_cursor_is_as_long_as_it_must_be_and_not_endless() {
        String longest = "x".repeat(PageCursor.MAX_LENGTH);

        assertThat(parameters("after", longest).text("after")).contains(longest);
        assertThatThrownBy(() -> parameters("after", longest + 'x')).hasMessageContaining("after is longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort", "limit", "after"})
    void only_what_has_pages_knows_the_names_of_paging(String name) {
        Map<String, List<String>> given = Map.of(name, List.of("1"));

        assertThat(QueryParameters.ofPage(given, Set.of("q")).text(name)).contains("1");
        assertThatThrownBy(() -> new QueryParameters(given, Set.of("q"))).hasMessageContaining(name + " is not known");
    }

    private static QueryParameters parameters(String name, String value) {
        return QueryParameters.ofPage(Map.of(name, List.of(value)), Set.of("ids", "q"));
    }
}
