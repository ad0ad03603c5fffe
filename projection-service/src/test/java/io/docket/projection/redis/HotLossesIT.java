package io.docket.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.LoanWork;
import io.docket.projection.apply.BatchApplier;
import io.docket.projection.apply.LogEntry;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Recordings;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.MemoryLetters;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.HotQueries.Statistics;
import io.docket.projection.redis.RedisHotViews.Health;
import io.docket.projection.view.Counter;
import io.docket.projection.view.LogEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One instance applies batches, another is asked after each; both look all the time. Writes are lost, and so is everything, as a
 * seed has it: no answer is about less, or more, than the documents, and in the end both instances believe one epoch.
 */
class HotLossesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TENANT = "acme";
    private static final int PARTITION = 1;
    private static final int CASES = 150;
    private static final int BATCH = 20;
    private static final int LOST_BATCHES_PERCENT = 10;
    private static final int LOST_VIEWS_PERCENT = 5;

    /** Looks of each, at rest, after which they must have come to an end. */
    private static final int LOOKS = 6;

    private static final List<String> GROUPS =
            List.of(Counter.STATS, Counter.WORK, Counter.LEAD, Counter.AGE, Counter.TASK_AGE, Counter.DUE);

    private final RedisStore writer = new RedisStore();
    private final RedisStore reader = new RedisStore(writer, Optional::of);
    private final FewDocuments documents = writer.few();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final AtomicBoolean on = new AtomicBoolean(true);

    @AfterEach
    void close() {
        on.set(false);
        threads.close();
        reader.close();
        writer.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_answer_differs_from_the_documents_whatever_is_lost(long seed) throws Exception {
        Random random = new Random(seed);
        List<LogEvent> work = new LoanWork(TENANT, PARTITION, seed).cases(CASES);
        BatchApplier applier = applier();
        Future<?> looking = threads.submit(this::look);
        int answers = 0;
        int losses = 0;

        for (int from = 0; from < work.size(); from += BATCH) {
            List<LogEvent> batch = work.subList(from, Math.min(work.size(), from + BATCH));
            if (random.nextInt(100) < LOST_VIEWS_PERCENT) {
                reader.flush();
            }
            boolean lost = random.nextInt(100) < LOST_BATCHES_PERCENT;
            losses += lost ? 1 : 0;
            writer.cut(lost);
            applier.apply(applier.accept(batch.stream().map(LogEntry::readable).toList()));
            writer.cut(false);
            reader.watermarks().reached(PARTITION, batch.getLast().position().offset() + 1);
            Optional<Statistics> answer = answer(reader);
            answers += answer.isPresent() ? 1 : 0;
            assertThat(answer.map(HotLossesIT::counted)).isIn(Optional.empty(), Optional.of(expected()));
        }
        on.set(false);
        looking.get();
        // one that was cut off while it filled an epoch could not say that it gave up: others wait until its attention
        // runs out
        writer.forgetWhoFills();
        for (int look = 0; look < LOOKS; look++) {
            writer.look();
            reader.look();
        }
        String epoch = reader.epoch().id();
        writer.look();
        reader.look();

        System.out.printf("seed=%d batches=%d lost=%d answers=%d%n", seed, work.size() / BATCH, losses, answers);
        assertThat(answers).isPositive();
        assertThat(losses).isPositive();
        assertThat(reader.epoch().id()).isEqualTo(epoch);
        for (RedisStore store : List.of(writer, reader)) {
            assertThat(store.views().health()).as("%s", store.epoch()).isEqualTo(Health.READY);
            assertThat(answer(store).map(HotLossesIT::counted)).contains(expected());
            assertThat(answer(store).map(Statistics::actors))
                    .contains(documents.countActors(TENANT).await().atMost(TIMEOUT));
        }
    }

    /** Looks as both supervisors do, but without a pause; a look that fails is made again. */
    private void look() {
        while (on.get()) {
            for (RedisStore store : List.of(writer, reader)) {
                try {
                    store.look();
                } catch (IllegalStateException failed) {
                    assertThat(failed).hasMessageMatching(".*(out of reach|lost while they were filled|anew).*");
                }
            }
        }
    }

    private BatchApplier applier() {
        Partitions partitions = new Partitions(new Watermarks(), Clock.systemUTC());
        partitions.assigned(PARTITION, new StoredPosition(0, 0));
        return new BatchApplier(
                any -> MongoStore.PROJECTORS,
                documents,
                documents,
                writer.views(),
                partitions,
                new Recordings.Log(),
                new ParkedRoots(partitions, new MemoryLetters(), Limits.FAR, Clock.systemUTC()),
                new Recordings.Config());
    }

    private static Optional<Statistics> answer(RedisStore store) {
        return store.queries().statistics(TENANT, GROUPS).await().atMost(TIMEOUT);
    }

    private static Map<String, Long> counted(Statistics statistics) {
        Map<String, Long> counted = new HashMap<>();
        statistics
                .counters()
                .forEach(
                        (group, counters) -> counters.forEach((path, value) -> counted.put(group + ':' + path, value)));
        return counted;
    }

    private Map<String, Long> expected() {
        Map<String, Long> expected = documents.counters(MongoStore.PROJECTORS);
        expected.keySet().removeIf(counter -> !GROUPS.contains(counter.substring(0, counter.indexOf(':'))));
        return expected;
    }
}
