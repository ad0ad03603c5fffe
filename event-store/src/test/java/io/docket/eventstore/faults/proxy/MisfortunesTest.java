package io.docket.eventstore.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisfortunesTest {
    private static final double SHARE = 0.05;
    private static final int ROW = 20;
    private static final List<ApiKeys> APIS = List.of(ApiKeys.PRODUCE, ApiKeys.TXN_OFFSET_COMMIT, ApiKeys.END_TXN);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 4711, 999_999})
    void after_six_rows_of_requests_every_kind_has_happened_once_to_each_api(long seed) {
        Misfortunes misfortunes = misfortunes(seed);

        for (int request = 0; request < 6 * ROW; request++) {
            APIS.forEach(api -> misfortunes.next(api.id));
        }

        assertThat(misfortunes.missing()).isEmpty();
        assertThat(misfortunes.counts())
                .hasSize(18)
                .allSatisfy((what, count) -> assertThat(count).as(what).isOne());
    }

    @Test
    void what_has_not_happened_yet_is_named() {
        Misfortunes misfortunes = misfortunes(7);
        assertThat(misfortunes.missing()).hasSize(18).contains("PRODUCE DOUBLED", "END_TXN LOST");

        IntStream.range(0, 6 * ROW).forEach(request -> misfortunes.next(ApiKeys.PRODUCE.id));

        assertThat(misfortunes.missing()).hasSize(12).noneMatch(what -> what.startsWith("PRODUCE"));
    }

    @Test
    void a_seed_decides_what_happens_when() {
        assertThat(strokes(7)).isEqualTo(strokes(7)).isNotEqualTo(strokes(8));
    }

    @Test
    void nothing_happens_to_other_requests_nor_before_or_after_the_trouble() {
        Misfortunes misfortunes = new Misfortunes(7);
        assertThat(happens(misfortunes, ApiKeys.PRODUCE)).isFalse();
        misfortunes.share(SHARE);
        assertThat(happens(misfortunes, ApiKeys.FETCH)).isFalse();
        assertThat(happens(misfortunes, ApiKeys.PRODUCE)).isTrue();
        misfortunes.share(0);

        assertThat(happens(misfortunes, ApiKeys.PRODUCE)).isFalse();
    }

    private static boolean happens(Misfortunes misfortunes, ApiKeys api) {
        List<Stroke> strokes = new ArrayList<>();
        IntStream.range(0, 2 * ROW).forEach(request -> strokes.add(misfortunes.next(api.id)));
        return strokes.stream().anyMatch(stroke -> stroke.kind() != Misfortune.NONE);
    }

    private static Misfortunes misfortunes(long seed) {
        Misfortunes misfortunes = new Misfortunes(seed);
        misfortunes.share(SHARE);
        return misfortunes;
    }

    private static List<Stroke> strokes(long seed) {
        Misfortunes misfortunes = misfortunes(seed);
        return IntStream.range(0, 200)
                .mapToObj(request -> misfortunes.next(ApiKeys.END_TXN.id))
                .toList();
    }
}
