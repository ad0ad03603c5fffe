package io.docket.contracts.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void survives_the_wire() {
        Cursor cursor = new Cursor(new long[] {0, 17, 10_233});

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void names_its_log_and_is_short() {
        Cursor cursor = new Cursor(0xCAFE_BABE, new long[] {0, 127, 128, 10_233, Long.MAX_VALUE, 5});

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(Cursor.parse(cursor.toString())).isNotEqualTo(new Cursor(cursor.offsets()));
        assertThat(new Cursor(1, new long[] {90_000, 80_000, 70_000, 60_000, 50_000, 40_000}).toString())
                .hasSizeLessThan(32);
    }

    @Test
    void moves_past_an_event_in_its_partition_only() {
        Cursor moved = new Cursor(new long[] {5}).after(new Position(2, 41));

        assertThat(moved).isEqualTo(new Cursor(new long[] {5, 0, 42}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AA", "AgAA", "AwAAAAAAAAAB", "Af__________", "AgAAAAH__________________8B"})
    void refuses_what_is_no_cursor(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "-1-5", "4-", "4--1", "a-b"})
    void refuses_what_is_no_position(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }
}
