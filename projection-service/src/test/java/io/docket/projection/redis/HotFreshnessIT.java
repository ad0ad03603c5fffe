package io.docket.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.projection.apply.HotViews.State;
import io.docket.projection.apply.HotViews.Stretch;
import io.docket.projection.redis.RedisHotViews.Health;
import io.docket.projection.view.DocumentKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One instance writes, another answers: what was lost on the way is never passed for the newest. */
class HotFreshnessIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RedisStore writer = new RedisStore();
    private final RedisStore reader = new RedisStore(writer, Optional::of);

    @BeforeEach
    void believed() {
        for (int look = 0; look < 2; look++) {
            writer.look();
            reader.look();
        }
        write(0, 10);
        assertThat(cases()).contains("1");
    }

    @AfterEach
    void close() {
        reader.close();
        writer.close();
    }

    @Test
    void an_answer_that_lacks_a_batch_whose_position_is_known_here_is_not_given() {
        writer.cut(true);
        write(10, 20);

        reader.watermarks().reached(0, 20);

        assertThat(cases()).isEmpty();
        assertThat(work()).isEmpty();
        assertThat(summaries()).isEmpty();
    }

    @Test
    void an_answer_that_lacks_nothing_of_what_is_known_here_is_given() {
        write(10, 20);
        reader.watermarks().reached(0, 20);

        assertThat(cases()).contains("2");
        assertThat(work()).isPresent();
        assertThat(summaries()).isPresent();
    }

    @Test
    void a_batch_behind_a_gap_does_not_cover_it() {
        writer.cut(true);
        write(10, 20);
        writer.cut(false);

        write(20, 30);

        assertThat(writer.views().health()).isEqualTo(Health.LOST);
        assertThat(reader.epoch().isComplete()).isFalse();
        assertThat(reader.epoch().positions()).isEqualTo(Map.of(0, 10L));
        assertThat(cases()).isEmpty();
        assertThat(reader.views().health()).isEqualTo(Health.LOST);
    }

    @Test
    void a_gap_in_what_is_being_filled_keeps_it_from_being_completed() {
        reader.few().beside = () -> {
            reader.few().beside = () -> {};
            write(20, 30);
        };
        reader.few().reach(0, 10);
        reader.flush();
        reader.look();

        assertThatThrownBy(reader::look).hasMessageContaining("lost while they were filled");
        reader.few().reach(0, 30);
        reader.look();

        assertThat(reader.views().health()).isEqualTo(Health.READY);
    }

    @Test
    void a_batch_on_its_way_while_another_epoch_opens_is_no_gap() {
        reader.few().reach(0, 10);
        write(10, 20);
        reader.breakEpoch();

        reader.look();
        reader.look();
        write(20, 30);
        reader.few().reach(0, 30);
        reader.look();
        writer.look();

        assertThat(reader.views().health()).isEqualTo(Health.READY);
        assertThat(writer.views().health()).isEqualTo(Health.READY);
        assertThat(reader.epoch().positions()).isEqualTo(Map.of(0, 30L));
    }

    @Test
    void a_batch_that_comes_again_is_no_gap() {
        write(10, 20);
        write(5, 20);
        write(20, 25);

        assertThat(writer.views().health()).isEqualTo(Health.READY);
        assertThat(reader.epoch().positions()).isEqualTo(Map.of(0, 25L));
    }

    @Test
    void what_changed_outside_of_a_batch_and_may_be_lost_is_said_to_whoever_wrote_it() {
        writer.cut(true);

        assertThatThrownBy(() ->
                        writer.views().applyOrFail(List.of(state(11))).await().atMost(TIMEOUT))
                .hasMessageContaining("out of reach");
    }

    private void write(long from, long next) {
        writer.views()
                .apply(List.of(state(next)), Map.of("acme", Set.of("ann")), Map.of(0, new Stretch(from, next)))
                .await()
                .atMost(TIMEOUT);
    }

    private static State state(long at) {
        return new State(
                new DocumentKey("cases", "acme", "c" + at), at, Map.of("stats:cases", 1L), Map.of("id", "c" + at));
    }

    private Optional<String> cases() {
        return reader.queries()
                .statistics("acme", List.of("stats"))
                .await()
                .atMost(TIMEOUT)
                .map(found -> found.counters().get("stats").get("cases").toString());
    }

    private Optional<?> work() {
        return reader.queries().work("acme", List.of("user/ann")).await().atMost(TIMEOUT);
    }

    private Optional<?> summaries() {
        return reader.queries()
                .summaries("acme", "cases", List.of("c10"))
                .await()
                .atMost(TIMEOUT);
    }
}
