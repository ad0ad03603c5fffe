package io.docket.eventstore.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeginningTest {
    private final Beginning beginning = new Beginning(2);

    @Test
    void it_moves_as_far_as_somebody_found_nothing() {
        beginning.nothingBetween(0, 0, 2);
        beginning.nothingBetween(0, 2, 5);

        assertThat(beginning.of(0)).isEqualTo(5);
        assertThat(beginning.of(1)).isZero();
    }

    @Test
    void nothing_further_on_says_nothing_of_the_beginning() {
        beginning.nothingBetween(0, 7, 9);

        assertThat(beginning.of(0)).isZero();
    }

    @Test
    void it_never_moves_back() {
        beginning.nothingBetween(0, 0, 5);
        beginning.nothingBetween(0, 0, 3);

        assertThat(beginning.of(0)).isEqualTo(5);
    }
}
