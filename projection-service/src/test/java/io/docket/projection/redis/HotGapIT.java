package io.docket.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.LoanWork;
import io.docket.projection.apply.Instance;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.LogEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a process wrote into the hot views after it lost a write must not hide the gap from the next process. */
class HotGapIT {
    private static final int BATCH = 50;

    private final List<LogEvent> work = new LoanWork("acme", 1, 42).cases(20);

    @Test
    void a_write_that_was_lost_is_missed_by_the_next_process_however_much_was_written_after_it() {
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore()) {
            redis.look(mongo.documents(), mongo.positions());
            redis.look(mongo.documents(), mongo.positions());
            Instance instance = new Instance(mongo, redis.views(), 1);
            instance.apply(work.subList(0, BATCH), BATCH);
            assertThat(isWhole(redis, mongo, BATCH)).isTrue();

            redis.cut(true);
            instance.apply(work.subList(BATCH, 2 * BATCH), BATCH);
            redis.cut(false);
            instance.apply(work.subList(2 * BATCH, work.size()), BATCH);

            assertThat(isWhole(redis, mongo, work.size())).isFalse();
            redis.look(mongo.documents(), mongo.positions());
            assertThat(isWhole(redis, mongo, work.size())).isTrue();
        }
    }

    private boolean isWhole(RedisStore redis, MongoStore mongo, int events) {
        long next = work.get(events - 1).position().offset() + 1;
        return redis.isWhole(mongo.documents(), Map.of(1, new StoredPosition(next, next)));
    }
}
