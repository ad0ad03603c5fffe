package io.docket.projection.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisHotViews.Health;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.GenerationProjector;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the size of the batches, what is stored is the fold of the log by code that shares nothing with the service. */
class ReferenceFoldIT {
    private static final int EVENTS = 1_500;
    private static final int PARTITION = 1;

    private final AllSorts work = new AllSorts("acme", PARTITION, 5);

    @ParameterizedTest
    @ValueSource(ints = {17, 1_000})
    void the_views_are_the_fold_of_the_log(int batch) {
        List<LogEvent> log = next(EVENTS);
        ReferenceFold expected = fold(log);
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore();
                StoredViews stored = StoredViews.beside(mongo.name(), redis.prefix())) {
            look(redis, mongo);

            new Instance(mongo, redis.views(), PARTITION).apply(log, batch);

            assertThat(redis.views().health()).isEqualTo(Health.READY);
            Comparison.compare(stored, expected);
        }
    }

    @Test
    void each_generation_is_the_fold_of_the_log_and_the_hot_views_are_made_of_one() {
        List<Projector> both = new ArrayList<>(MongoStore.PROJECTORS);
        MongoStore.PROJECTORS.forEach(
                projector -> both.add(new GenerationProjector(projector, projector.view() + "-g2", Set.of(PARTITION))));
        List<LogEvent> log = next(EVENTS);
        ReferenceFold expected = fold(log);
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore();
                StoredViews stored = StoredViews.beside(mongo.name(), redis.prefix())) {
            look(redis, mongo);

            new Instance(mongo, redis.views(), any -> both, PARTITION).apply(log, 100);

            assertThat(stored.generations("records")).containsExactlyInAnyOrder("records", "records-g2");
            Comparison.compare(stored, expected);
        }
    }

    @Test
    void the_comparison_notices_what_is_changed_in_one_document_and_in_one_key() {
        List<LogEvent> log = next(1_000);
        ReferenceFold expected = fold(log);
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore();
                StoredViews stored = StoredViews.beside(mongo.name(), redis.prefix())) {
            look(redis, mongo);
            new Instance(mongo, redis.views(), PARTITION).apply(log, 50);
            Comparison.compare(stored, expected);

            expected.counters().forEach((group, counters) -> {
                String counter = counters.keySet().iterator().next();
                stored.count(group, counter, 1);
                assertDifferent(stored, expected, group);
                stored.count(group, counter, -1);
            });
            Comparison.compare(stored, expected);
            Comparison.VIEWS.forEach(view -> {
                String id = expected.documents.get(view).keySet().iterator().next();
                stored.change(view, id, "doc.foreign", 1);
                assertDifferent(stored, expected, view + " " + id);
                stored.remove(view, id, "doc.foreign");
            });
            Comparison.compare(stored, expected);
            String record =
                    expected.documents.get("records").keySet().iterator().next();
            stored.change("records", record, "keys.type", "foreign");
            assertDifferent(stored, expected, record);
        }
    }

    private static void assertDifferent(StoredViews stored, ReferenceFold expected, String named) {
        assertThatThrownBy(() -> Comparison.compare(stored, expected))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }

    private static void look(RedisStore redis, MongoStore mongo) {
        redis.look(mongo.documents(), mongo.positions());
        redis.look(mongo.documents(), mongo.positions());
    }

    private List<LogEvent> next(int count) {
        return work.next(count);
    }

    private static ReferenceFold fold(List<LogEvent> log) {
        ReferenceFold fold = new ReferenceFold();
        log.forEach(event -> fold.apply(LoggedEvent.of(event)));
        return fold;
    }
}
