package io.docket.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettledEventsTest {
    private static SettledEvents with(List<Long> offsets) {
        SettledEvents settled = SettledEvents.NONE;
        for (long offset : offsets) {
            settled = settled.with(offset);
        }
        return settled;
    }

    @Test
    void gaps_stay_open_while_they_are_among_the_last() {
        SettledEvents settled = with(List.of(10L, 7L, 30L, 7L));

        assertThat(settled.has(7)).isTrue();
        assertThat(settled.has(10)).isTrue();
        assertThat(settled.has(30)).isTrue();
        assertThat(settled.has(8)).isFalse();
        assertThat(settled.has(31)).isFalse();
    }

    @Test
    void what_is_older_than_the_last_counts_as_settled() {
        List<Long> offsets = new ArrayList<>();
        for (long offset = 0; offset < 3 * SettledEvents.KEPT; offset++) {
            offsets.add(2 * offset);
        }
        Collections.shuffle(offsets.subList(2_900, 3_000), new Random(7));

        SettledEvents settled = with(offsets);

        assertThat(settled.has(1)).isTrue();
        assertThat(settled.has(5_998)).isTrue();
        assertThat(settled.has(5_997)).isFalse();
        assertThat(offsets).allMatch(settled::has);
    }
}
