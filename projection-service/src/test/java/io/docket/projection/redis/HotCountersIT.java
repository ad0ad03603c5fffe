package io.docket.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.apply.HotViews.State;
import io.docket.projection.apply.HotViews.Stretch;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.DocumentKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers that Lua and Redis write in different ways. */
class HotCountersIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String MILLIS = "lead:millis/loan";

    /** From the year 1 to the year 9999. */
    private static final long MILLENNIA = 315_537_897_599_999L;

    private final MongoStore mongo = new MongoStore();
    private final RedisStore redis = new RedisStore();

    @BeforeEach
    void believed() {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }

    @AfterEach
    void close() {
        redis.close();
        mongo.close();
    }

    @Test
    void a_counter_of_nought_that_is_gone_later_takes_nothing_with_it() {
        apply("c1", 1, Map.of("stats:cases", 1L, MILLIS, 0L));

        apply("c1", 2, Map.of("stats:cases", 1L));
        apply("c2", 3, Map.of("stats:cases", 1L));

        assertThat(redis.views().health()).isEqualTo(RedisHotViews.Health.READY);
        assertThat(redis.counters("acme", "stats")).isEqualTo(Map.of("cases", "2"));
        assertThat(redis.counters("acme", "lead")).isEmpty();
    }

    @Test
    void a_case_that_took_millennia_is_counted_to_the_millisecond_and_can_be_taken_back() {
        apply("c1", 1, Map.of(MILLIS, MILLENNIA));
        apply("c2", 2, Map.of(MILLIS, 5L));

        assertThat(redis.counters("acme", "lead")).isEqualTo(Map.of("millis/loan", Long.toString(MILLENNIA + 5)));

        apply("c1", 3, Map.of("stats:cases", 1L));

        assertThat(redis.counters("acme", "lead")).isEqualTo(Map.of("millis/loan", "5"));
        assertThat(redis.views().health()).isEqualTo(RedisHotViews.Health.READY);
    }

    private void apply(String id, long at, Map<String, Long> counters) {
        State state = new State(new DocumentKey("cases", "acme", id), at, counters, Map.of());
        redis.views()
                .apply(List.of(state), Map.of("acme", Set.of("ann")), Map.of(0, new Stretch(0, at + 1)))
                .await()
                .atMost(TIMEOUT);
    }
}
