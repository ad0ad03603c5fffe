package io.docket.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.redis.HotVerdict.Wanted;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotVerdictTest {
    private static final Wanted WANTED = new Wanted("log", ",cases-g2,;cases=1", 7);
    private static final Map<Integer, Long> STORED = Map.of(0, 10L, 1, 20L);

    @Test
    void none_is_wanting() {
        assertThat(of(new HotEpoch(Map.of(), Map.of(), false))).isEqualTo(HotVerdict.WANTING);
    }

    @Test
    void one_that_holds_all_that_is_stored_is_whole() {
        assertThat(of(epoch("complete", STORED, Map.of()))).isEqualTo(HotVerdict.WHOLE);
        assertThat(of(epoch("complete", Map.of(0, 11L, 1, 20L, 2, 5L), Map.of())))
                .isEqualTo(HotVerdict.WHOLE);
    }

    @Test
    void one_that_is_behind_what_is_stored_is_wanting() {
        assertThat(of(epoch("complete", Map.of(0, 10L, 1, 19L), Map.of()))).isEqualTo(HotVerdict.WANTING);
        assertThat(of(epoch("complete", Map.of(0, 10L), Map.of()))).isEqualTo(HotVerdict.WANTING);
    }

    @Test
    void one_that_a_batch_is_missing_in_is_wanting_however_far_it_is() {
        assertThat(of(epoch("broken", STORED, Map.of()))).isEqualTo(HotVerdict.WANTING);
    }

    @Test
    void one_that_is_being_filled_is_left_to_whoever_fills_it() {
        assertThat(of(attended("building"))).isEqualTo(HotVerdict.ATTENDED);
    }

    @Test
    void one_that_nobody_fills_any_more_is_wanting() {
        assertThat(of(epoch("building", STORED, Map.of()))).isEqualTo(HotVerdict.WANTING);
    }

    @Test
    void one_of_another_log_is_wanting() {
        assertThat(of(epoch("complete", STORED, Map.of("madeFrom", "other", "revision", "9"))))
                .isEqualTo(HotVerdict.WANTING);
    }

    @Test
    void one_of_generations_that_served_before_is_wanting() {
        assertThat(of(epoch("complete", STORED, Map.of("generations", ",cases,;cases=1", "revision", "6"))))
                .isEqualTo(HotVerdict.WANTING);
    }

    @Test
    void one_of_generations_that_serve_since_a_later_switch_is_ahead() {
        assertThat(of(epoch("complete", STORED, Map.of("generations", ",cases-g3,;cases=1", "revision", "8"))))
                .isEqualTo(HotVerdict.AHEAD);
    }

    private static HotVerdict of(HotEpoch epoch) {
        return HotVerdict.of(epoch, WANTED, STORED);
    }

    private static HotEpoch attended(String state) {
        return new HotEpoch(epoch(state, Map.of(), Map.of()).fields(), Map.of(), true);
    }

    private static HotEpoch epoch(String state, Map<Integer, Long> positions, Map<String, String> others) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "id",
                "e1",
                "state",
                state,
                "madeFrom",
                WANTED.madeFrom(),
                "generations",
                WANTED.generations(),
                "revision",
                Long.toString(WANTED.revision())));
        fields.putAll(others);
        return new HotEpoch(fields, positions, false);
    }
}
