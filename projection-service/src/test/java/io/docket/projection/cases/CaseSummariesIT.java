package io.docket.projection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.LoanWork;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaseSummariesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MongoStore mongo = new MongoStore();
    private final RedisStore redis = new RedisStore();
    private final CaseSummaries summaries = new CaseSummaries(redis.queries(), mongo.documents());

    @AfterEach
    void close() {
        redis.close();
        mongo.close();
    }

    @Test
    void cases_in_brief_are_the_same_while_redis_is_lost_and_after_it_is_rebuilt() {
        look();
        new Instance(mongo, redis.views(), 1).apply(new LoanWork("acme", 1, 9).cases(12), 50);

        Map<String, Object> hot = ask();
        redis.flush();
        Map<String, Object> lost = ask();
        look();
        Map<String, Object> rebuilt = ask();

        assertThat(hot).containsEntry("source", "redis");
        assertThat(hot.get("items"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(lost).containsEntry("source", "mongodb").containsEntry("items", hot.get("items"));
        assertThat(rebuilt).isEqualTo(hot);
    }

    private Map<String, Object> ask() {
        return summaries.of("acme", List.of("p1-3", "nobody", "p1-1")).await().atMost(TIMEOUT);
    }

    private void look() {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }
}
