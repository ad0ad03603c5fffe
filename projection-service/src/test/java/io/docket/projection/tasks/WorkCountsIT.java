package io.docket.projection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.TaskEvent;
import io.docket.projection.Events;
import io.docket.projection.Lists;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.LogEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkCountsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MongoStore mongo = new MongoStore();
    private final RedisStore redis = new RedisStore();
    private final WorkCounts counts = new WorkCounts(redis.queries(), mongo.documents());
    private final Events log = new Events("acme", 1);

    @AfterEach
    void close() {
        redis.close();
        mongo.close();
    }

    @Test
    void open_work_is_counted_the_same_while_redis_is_lost_and_after_it_is_rebuilt() {
        look();
        List<LogEvent> work = List.of(
                task("t1", "kim", List.of(), List.of("loans")),
                task("t2", null, List.of("kim"), List.of("loans", "seniors")),
                task("t3", null, List.of("eve"), List.of("loans")),
                task("t4", "kim", List.of(), List.of()),
                log.next("task", "t4", "kim", new TaskEvent.Completed(null)),
                log.next("task", "t3", "eve", new TaskEvent.Claimed("kim")));
        new Instance(mongo, redis.views(), 1).apply(work, 4);

        Map<String, Object> hot = ask();
        redis.flush();
        Map<String, Object> lost = ask();
        look();
        Map<String, Object> rebuilt = ask();

        Map<String, Object> expected = Map.of("mine", 2L, "offered", 1L, "groups", Map.of("loans", 1L, "seniors", 1L));
        assertThat(hot).containsAllEntriesOf(expected).containsEntry("source", "redis");
        assertThat(lost).containsAllEntriesOf(expected).containsEntry("source", "mongodb");
        assertThat(rebuilt).isEqualTo(hot);
    }

    private LogEvent task(String id, @Nullable String assignee, List<String> users, List<String> groups) {
        return log.next(
                "task",
                id,
                "demo",
                new TaskEvent.Created(null, null, null, "Call", assignee, users, groups, null, null, 50, null));
    }

    private Map<String, Object> ask() {
        return counts.of(Lists.CALLER).await().atMost(TIMEOUT);
    }

    private void look() {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }
}
