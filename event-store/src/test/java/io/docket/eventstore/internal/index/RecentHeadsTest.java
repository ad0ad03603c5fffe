package io.docket.eventstore.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentHeadsTest {
    private final RecentHeads heads = new RecentHeads(10);

    @Test
    void the_last_head_of_a_stream_counts_also_when_it_is_in_both_generations() {
        heads.put("a", 1);
        IntStream.range(0, 5).forEach(i -> heads.put("s" + i, 1));
        heads.put("a", 2);

        assertThat(heads.get("a")).isEqualTo(2);
    }

    @Test
    void what_was_not_written_for_long_is_forgotten() {
        heads.put("a", 1);
        IntStream.range(0, 10).forEach(i -> heads.put("s" + i, 1));

        assertThat(heads.get("a")).isNull();
        assertThat(IntStream.range(0, 10).mapToObj(i -> heads.get("s" + i)).filter(head -> head != null))
                .hasSizeBetween(5, 10);
    }
}
