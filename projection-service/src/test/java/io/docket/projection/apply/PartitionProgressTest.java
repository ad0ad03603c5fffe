package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress(new StoredPosition(0, 0));

    @Test
    void after_a_rewind_only_records_from_before_it_are_taken_until_the_gap_is_filled() {
        deliver(0, 1, 2, 3, 4);

        progress.rewind(new StoredPosition(3, 2));

        assertThat(deliver(5, 6, 7, 2, 3, 4, 5, 6)).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void a_second_rewind_before_the_first_took_effect_drops_both_tails() {
        deliver(0, 1, 2, 3, 4);
        progress.rewind(new StoredPosition(3, 3));

        progress.rewind(new StoredPosition(1, 1));

        assertThat(deliver(5, 6, 3, 4, 5, 1, 2, 3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void going_forward_drops_nothing() {
        deliver(0, 1, 2);

        progress.rewind(new StoredPosition(9, 8));

        assertThat(deliver(3, 4, 8, 9)).containsExactly(3L, 4L, 8L, 9L);
    }

    @Test
    void going_forward_over_all_that_a_rewind_dropped_drops_nothing_any_more() {
        deliver(0, 1, 2, 3, 4);
        progress.rewind(new StoredPosition(3, 2));

        progress.rewind(new StoredPosition(9, 8));

        assertThat(deliver(8, 9, 10)).containsExactly(8L, 9L, 10L);
    }

    @Test
    void going_forward_and_then_back_drops_what_was_on_its_way() {
        deliver(0, 1, 2);
        progress.rewind(new StoredPosition(9, 8));

        progress.rewind(new StoredPosition(1, 1));

        assertThat(deliver(3, 4, 8, 9, 1, 2, 3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_replay_does_not_move_the_store_back() {
        PartitionProgress behind = new PartitionProgress(new StoredPosition(100, 50));

        assertThat(behind.advance(70, Instant.EPOCH)).isEqualTo(new StoredPosition(100, 50));
    }

    @Test
    void the_safe_offset_does_not_run_ahead_of_a_replay() {
        PartitionProgress behind = new PartitionProgress(new StoredPosition(100, 50));
        behind.advanced(behind.advance(70, Instant.EPOCH), Instant.EPOCH);

        StoredPosition later = behind.advance(80, Instant.EPOCH.plus(PartitionProgress.SAFE_AGE));

        assertThat(later).isEqualTo(new StoredPosition(100, 70));
    }

    private List<Long> deliver(long... offsets) {
        return Arrays.stream(offsets).filter(progress::accepts).boxed().toList();
    }
}
