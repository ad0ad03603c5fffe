package io.docket.system.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients send commands and ask two instances in turn for what they changed, each time another kind of query, while one of the instances joins, leaves, joins again
 * and is killed, so that the partitions change their owner each time. So many pairs as {@code docket.pairs} says, 2,000 by
 * default.
 */
class ReadYourWritesIT {
    private static final int PAIRS = Integer.getInteger("docket.pairs", 2_000);
    private static final int CLIENTS = 6;

    /** Joining and leaving gracefully, then joining and being killed. */
    private static final int ROUNDS = 2;

    /** Pairs that an instance answers before something happens to it. */
    private static final int EACH_TIME = PAIRS / 20;

    /** Pairs of each kind of query: a client takes them in turn. */
    private static final int EACH_KIND = PAIRS / (PairSteps.KINDS.size() + 1);

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private final ProjectionGroup group = new ProjectionGroup();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Tally tally = new Tally();
    private volatile List<String> instances = List.of(Platform.gateway());

    @AfterEach
    void end() {
        on.set(false);
        threads.close();
        group.close();
    }

    @Test
    void everybody_reads_what_they_wrote_whoever_is_asked_and_whatever_happens_to_the_instances() throws Exception {
        awaitSharedBy(1);
        List<Future<Void>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(threads.submit(new PairClient(() -> instances, on::get, tally)));
        }

        int rounds = 0;
        while (rounds < ROUNDS || tally.pairs() < PAIRS) {
            comeAndGo(rounds++);
        }
        on.set(false);
        for (Future<Void> client : clients) {
            client.get();
        }

        System.out.printf("rounds=%d %s%n", rounds, tally);
        for (String kind : PairSteps.KINDS) {
            assertThat(tally.stale(kind)).as(kind).isEmpty();
            assertThat(tally.pairs(kind)).as(kind).isGreaterThanOrEqualTo(EACH_KIND);
        }
        assertThat(tally.pairs()).isGreaterThanOrEqualTo(PAIRS);
        assertThat(tally.pairs("statistics", "redis"))
                .as("statistics from Redis")
                .isPositive();
        assertThat(tally.pairs("summary", "redis")).as("summaries from Redis").isPositive();
    }

    private void comeAndGo(int round) throws Exception {
        try (SecondInstance second = SecondInstance.start(folder.resolve("second-" + round))) {
            await().atMost(LIMIT).pollInterval(LOOK_EVERY).until(second::isReady);
            instances = List.of(Platform.gateway(), second.url());
            awaitSharedBy(2);
            awaitAnswersOf(second.url());
            if (round % 2 == 0) {
                second.end();
            } else {
                second.kill();
            }
        } finally {
            instances = List.of(Platform.gateway());
        }
        awaitSharedBy(1);
        awaitAnswersOf(Platform.gateway());
    }

    private void awaitSharedBy(int count) {
        await().atMost(LIMIT).pollInterval(LOOK_EVERY).until(() -> group.isSharedBy(count));
    }

    private void awaitAnswersOf(String instance) {
        int before = tally.answeredBy(instance);
        await().atMost(LIMIT).pollInterval(LOOK_EVERY).until(() -> tally.answeredBy(instance) >= before + EACH_TIME);
    }
}
