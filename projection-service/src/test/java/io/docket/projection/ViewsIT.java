package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisHotViews.Health;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.Counter;
import io.docket.projection.view.LogEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int BATCH = 150;
    private static final List<String> GROUPS = List.of(
            Counter.STATS, Counter.WORK, Counter.LEAD, Counter.AGE, Counter.TASK_AGE, Counter.DUE, "flow-2026-01");

    private final MongoStore mongo = new MongoStore();
    private final RedisStore redis = new RedisStore();
    private final List<LogEvent> work = new LoanWork("acme", 1, 42).cases(40);

    @AfterEach
    void close() {
        redis.close();
        mongo.close();
    }

    @Test
    void applying_everything_twice_changes_nothing_anywhere() {
        look();
        new Instance(mongo, redis.views(), 1).apply(work, BATCH);
        Map<String, Map<Object, Document>> stored = mongo.contents();
        Object counted = statistics();

        new Instance(mongo, redis.views(), 1).applyAgain(work);

        assertThat(mongo.contents()).isEqualTo(stored);
        assertThat(statistics()).isEqualTo(counted);
    }

    @Test
    void a_former_owner_that_comes_late_changes_no_document() {
        look();
        Instance former = new Instance(mongo, redis.views(), 1);
        former.apply(work.subList(0, 300), BATCH);
        Instance owner = new Instance(mongo, redis.views(), 1);
        owner.apply(work.subList(300, work.size()), BATCH);
        Map<String, Map<Object, Document>> stored = mongo.contents();
        Object counted = statistics();

        former.apply(work.subList(300, 600), BATCH);

        assertThat(former.rewinds()).isNotEmpty();
        assertThat(mongo.contents()).isEqualTo(stored);
        assertThat(statistics()).isEqualTo(counted);
    }

    @Test
    void a_lost_tail_is_filled_again_and_the_end_is_the_same() {
        look();
        Instance instance = new Instance(mongo, redis.views(), 1);
        instance.apply(work.subList(0, 300), BATCH);
        Map<String, Map<Object, Document>> beforeTheLoss = mongo.contents();
        instance.apply(work.subList(300, 600), BATCH);

        mongo.restore(beforeTheLoss);
        int applied = instance.apply(work.subList(600, 750), BATCH);
        long from = instance.rewinds().getFirst().offset();
        instance.apply(
                work.stream().filter(event -> event.position().offset() >= from).toList(), BATCH);

        assertThat(applied).isZero();
        Map<String, Map<Object, Document>> filled = mongo.contents();
        Object counted = statistics();
        mongo.restore(Map.of(
                "cases",
                Map.of(),
                "tasks",
                Map.of(),
                "timelines",
                Map.of(),
                "positions",
                Map.of(),
                "actors",
                Map.of()));
        new Instance(mongo, redis.views(), 1).apply(work, work.size());
        assertThat(withoutPositions(filled)).isEqualTo(withoutPositions(mongo.contents()));
        assertThat(counted).isEqualTo(statistics());
    }

    @Test
    void lost_hot_views_are_made_anew_while_others_go_on() {
        look();
        Instance instance = new Instance(mongo, redis.views(), 1);
        instance.apply(work.subList(0, 400), BATCH);

        redis.flush();
        instance.apply(work.subList(400, 500), BATCH);
        assertThat(redis.views().health()).isEqualTo(Health.LOST);
        assertThat(redis.queries().statistics("acme", GROUPS).await().atMost(TIMEOUT))
                .isEmpty();
        look();
        instance.apply(work.subList(500, work.size()), BATCH);

        assertThat(redis.views().health()).isEqualTo(Health.READY);
        Object counted = statistics();
        redis.flush();
        look();
        look();
        assertThat(statistics()).isEqualTo(counted);
    }

    @Test
    void a_repair_leaves_no_old_keys() {
        look();
        new Instance(mongo, redis.views(), 1).apply(work, BATCH);
        int keys = redis.keys();

        for (int i = 0; i < 3; i++) {
            redis.flush();
            look();
            look();
        }

        assertThat(redis.keys()).isEqualTo(keys);
    }

    private void look() {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }

    private Object statistics() {
        return redis.queries()
                .statistics("acme", GROUPS)
                .await()
                .atMost(TIMEOUT)
                .orElseThrow();
    }

    private static Map<String, Map<Object, Document>> withoutPositions(Map<String, Map<Object, Document>> contents) {
        contents.remove("positions");
        return contents;
    }
}
