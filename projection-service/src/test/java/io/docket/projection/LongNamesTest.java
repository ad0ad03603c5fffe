package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.query.PageCursor;
import io.docket.projection.query.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The longest texts that a command takes are no obstacle on the way through a list. */
class LongNamesTest {
    private static final int LONGEST = 500;
    private static final int HALF_A_LINE = 8 * 1024;

    static Stream<Arguments> orders() {
        return Lists.all().values().stream()
                .flatMap(list -> list.listing().sorts().values().stream().map(sort -> Arguments.of(list, sort)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void a_list_takes_the_next_that_it_gave(Lists.Offered list, Sort sort) {
        for (String letter : List.of("x", "Ж", "案", "\u0001")) {
            List<Object> values =
                    new ArrayList<>(Collections.nCopies(sort.fields().size(), Instant.EPOCH));
            values.set(0, letter.repeat(LONGEST));
            PageCursor next = new PageCursor(sort.in(list.listing().view()), values, "acme/" + "i".repeat(200));

            assertThat(next.text().length()).isLessThan(HALF_A_LINE);
            assertThat(list.query("sort=" + sort.name() + "&after=" + next.text())
                            .after())
                    .isEqualTo(next);
        }
    }
}
