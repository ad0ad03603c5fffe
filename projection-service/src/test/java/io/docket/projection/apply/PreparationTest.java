package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final LogIdentity NOW = new LogIdentity("cluster", "two");

    private final Kept store = new Kept();

    @Test
    void views_of_another_log_are_cleared_also_where_the_store_fails_at_first() {
        store.failures = 1;
        Preparation preparation = preparation(Duration.ofSeconds(20));

        preparation.prepare();

        assertThat(store.done).containsExactly("clear", "note " + NOW, "prepare");
        assertThat(preparation.madeFrom()).contains(NOW.toString());
    }

    @Test
    void views_of_another_log_that_cannot_be_cleared_are_not_taken_for_views_of_this_one() {
        store.failures = Integer.MAX_VALUE;
        Preparation preparation = preparation(Duration.ZERO);

        assertThatIllegalStateException().isThrownBy(preparation::prepare);

        assertThat(preparation.madeFrom()).isEmpty();
    }

    private Preparation preparation(Duration startTimeout) {
        return new Preparation(() -> NOW, store, new MemoryStore(), store, new Rebuilding(startTimeout));
    }

    private record Rebuilding(Duration startTimeout) implements SourceConfig {
        @Override
        public OnForeignLog onForeignLog() {
            return OnForeignLog.REBUILD;
        }
    }

    /** What was made from another log, and cannot be cleared at first. */
    private static final class Kept implements SourceStore, Keeper {
        private final List<String> done = new ArrayList<>();
        private int failures;

        @Override
        public Uni<Optional<String>> madeFrom() {
            return Uni.createFrom().item(Optional.of(new LogIdentity("cluster", "one").toString()));
        }

        @Override
        public Uni<Void> note(String madeFrom) {
            done.add("note " + madeFrom);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> clear() {
            if (failures > 0) {
                failures--;
                return Uni.createFrom().failure(new IllegalStateException("away"));
            }
            done.add("clear");
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> createIndexes(List<Projector> projectors) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public void prepare() {
            done.add("prepare");
        }

        @Override
        public Map<Integer, StoredPosition> takeOver(Set<Integer> partitions) {
            return Map.of();
        }
    }
}
