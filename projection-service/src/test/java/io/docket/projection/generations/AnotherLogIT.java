package io.docket.projection.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.projection.apply.LogIdentity;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Preparation;
import io.docket.projection.apply.SourceConfig;
import io.docket.projection.apply.SourceConfig.OnForeignLog;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.mongo.MongoStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Views of another log are cleared with all their generations, or refused and left as they are. */
class AnotherLogIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String database = "docket_it_" + UUID.randomUUID().toString().substring(0, 8);
    private final MongoStore store = MongoStore.existing(database, Optional::of);
    private final Registrar registrar =
            new Registrar(store.registry(), new CurrentRegistry(Settings.USUAL, Clock.systemUTC()), Clock.systemUTC());

    @AfterEach
    void drop() {
        store.close();
        MongoStore.drop(database);
    }

    @Test
    void another_log_clears_every_generation_and_begins_with_the_first() {
        filled();

        Map<Integer, StoredPosition> positions =
                preparation("two", OnForeignLog.REBUILD).takeOver(Map.of(3, 500L));

        assertThat(positions.get(3).next()).isZero();
        assertThat(positions.get(3).generations())
                .contains("cases", "timelines")
                .doesNotContain("cases-g2");
        assertThat(registrar.refresh().views().values())
                .allSatisfy(view -> assertThat(view.generations())
                        .extracting(Generation::number)
                        .containsExactly(1));
        assertThat(store.existing()).doesNotContain("cases-g2");
    }

    @Test
    void a_log_that_ends_before_the_views_is_another_one() {
        filled();

        Map<Integer, StoredPosition> positions =
                preparation("one", OnForeignLog.REBUILD).takeOver(Map.of(3, 100L));

        assertThat(positions.get(3).next()).isZero();
    }

    @Test
    void another_log_is_refused_where_that_is_wanted_and_nothing_is_changed() {
        filled();
        Registry before = registrar.refresh();

        assertThatThrownBy(() -> preparation("two", OnForeignLog.REFUSE).prepare())
                .hasMessageContaining("on-foreign-log");

        assertThat(registrar.refresh()).isEqualTo(before);
        assertThat(store.positions().readAll().await().atMost(TIMEOUT).get(3).next())
                .isEqualTo(400);
    }

    private void filled() {
        StoredPosition start = preparation("one", OnForeignLog.REFUSE)
                .takeOver(Map.of(3, 500L))
                .get(3);
        registrar.change((registry, now) -> registry.requested(Map.of("cases", 1), now));
        store.accounts().join(3, Set.of("cases-g2"), 0).await().atMost(TIMEOUT);
        registrar.change((registry, now) ->
                registry.switched(registry.builds().keySet().iterator().next(), now));
        StoredPosition joined =
                store.positions().readAll().await().atMost(TIMEOUT).get(3);
        assertThat(store.positions()
                        .advance(3, 0, new StoredPosition(400, 400, start.generations()))
                        .await()
                        .atMost(TIMEOUT))
                .as("a batch that was folded without the new generation")
                .isFalse();
        assertThat(store.positions()
                        .advance(3, 0, new StoredPosition(400, 400, joined.generations()))
                        .await()
                        .atMost(TIMEOUT))
                .isTrue();
    }

    private Preparation preparation(String topic, OnForeignLog onForeignLog) {
        GenerationsRuntime runtime = new GenerationsRuntime(
                store,
                new CurrentRegistry(Settings.USUAL, Clock.systemUTC()),
                new Partitions(new Watermarks(), Clock.systemUTC()),
                Optional::empty,
                new MemoryWorld(1),
                Settings.USUAL);
        return new Preparation(
                () -> new LogIdentity("cluster", topic),
                store.source(),
                store.positions(),
                runtime.keeper(),
                new Config(onForeignLog));
    }

    private record Config(OnForeignLog onForeignLog) implements SourceConfig {
        @Override
        public Duration startTimeout() {
            return Duration.ofSeconds(1);
        }
    }
}
