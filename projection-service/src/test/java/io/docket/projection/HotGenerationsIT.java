package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.apply.Instance;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.Counter;
import io.docket.projection.view.GenerationProjector;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Hot views are made from the generations that serve, and from no others. */
class HotGenerationsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int BATCH = 150;
    private static final String DATABASE =
            "docket_it_" + UUID.randomUUID().toString().substring(0, 8);

    private final AtomicReference<String> cases = new AtomicReference<>("cases");
    private final List<LogEvent> work = new LoanWork("acme", 1, 42).cases(20);

    @Test
    void a_switch_makes_the_hot_views_anew_and_until_then_they_are_not_believed() {
        try (MongoStore mongo = MongoStore.existing(DATABASE, this::serving);
                RedisStore redis = new RedisStore(this::serving)) {
            look(mongo, redis);
            Instance instance = new Instance(mongo, redis.views(), any -> bothGenerations(), 1);
            instance.apply(work.subList(0, work.size() / 2), BATCH);
            Object before = statistics(redis).orElseThrow();

            cases.set("cases-g2");
            assertThat(statistics(redis)).isEmpty();
            look(mongo, redis);

            assertThat(statistics(redis)).contains(before);
            instance.apply(work.subList(work.size() / 2, work.size()), BATCH);
            Object hot = statistics(redis).orElseThrow();
            redis.flush();
            look(mongo, redis);
            assertThat(statistics(redis)).contains(hot);
        } finally {
            MongoStore.drop(DATABASE);
        }
    }

    private Optional<String> serving(String view) {
        return Optional.of(view.equals("cases") ? cases.get() : view);
    }

    private static List<Projector> bothGenerations() {
        List<Projector> both = new ArrayList<>(MongoStore.PROJECTORS);
        both.add(new GenerationProjector(new CaseProjector(), "cases-g2", Set.of(1)));
        return both;
    }

    private static void look(MongoStore mongo, RedisStore redis) {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }

    private static Optional<Object> statistics(RedisStore redis) {
        return redis.queries()
                .statistics("acme", List.of(Counter.STATS))
                .await()
                .atMost(TIMEOUT)
                .map(found -> found);
    }
}
