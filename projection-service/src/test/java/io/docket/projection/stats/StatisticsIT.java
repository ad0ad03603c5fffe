package io.docket.projection.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.LoanWork;
import io.docket.projection.apply.Instance;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.LogEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Test
    void redis_and_mongodb_know_the_same_totals_and_mongodb_answers_while_redis_cannot() {
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore()) {
            Statistics statistics = new Statistics(redis.queries(), mongo.documents(), new Watermarks());
            redis.look(mongo.documents(), mongo.positions());
            redis.look(mongo.documents(), mongo.positions());
            List<LogEvent> work = new LoanWork("acme", 1, 3).cases(30);
            new Instance(mongo, redis.views(), 1).apply(work.subList(0, work.size() - 40), 100);

            Stats hot = statistics.of("acme").await().atMost(TIMEOUT);
            Stats stored = statistics.stored("acme").await().atMost(TIMEOUT);
            redis.flush();
            Stats fallback = statistics.of("acme").await().atMost(TIMEOUT);

            assertThat(hot.source()).isEqualTo("redis");
            assertThat(hot).usingRecursiveComparison().ignoringFields("source").isEqualTo(stored);
            assertThat(hot.cases().total())
                    .isEqualTo(hot.cases().open() + hot.cases().closed());
            assertThat(hot.events().total()).isEqualTo(work.size() - 40);
            assertThat(fallback).isEqualTo(stored);
        }
    }
}
