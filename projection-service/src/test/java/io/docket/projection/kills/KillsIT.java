package io.docket.projection.kills;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process of the service is killed in the middle of its batches, again and again, while events are written; then
 * everything that is stored equals a fold of the log by code that shares nothing with the service. Long form:
 * {@code -Ddocket.kills=100}; another course of events: {@code -Ddocket.kills.seed=…}.
 */
class KillsIT {
    private static final int KILLS = Integer.getInteger("docket.kills", 4);
    private static final long SEED = Long.getLong("docket.kills.seed", 1);
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration CATCH_UP = Duration.ofSeconds(120);
    private static final int MAX_STEPS = 8;

    private final Random random = new Random(SEED);

    /** Holds the log of the service; stays where the test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Surroundings surroundings;

    @BeforeEach
    void surroundings() {
        surroundings = new Surroundings(folder);
    }

    @AfterEach
    void close() {
        surroundings.close();
    }

    @Test
    void killed_in_mid_batch_again_and_again_the_views_are_the_fold_of_the_log() throws Exception {
        try (StoredViews stored = surroundings.stored();
                Load load = new Load(
                        Surroundings.KAFKA, surroundings.topic(), SEED, () -> KillsWatch.sum(stored.positions()))) {
            ServiceProcess first = start();
            await().atMost(START).until(() -> stored.isHotComplete() && KillsWatch.sum(stored.positions()) > 0);
            first.end();
            int ahead = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                ServiceProcess service = start();
                long batchNanos = KillsWatch.awaitSteps(stored, service, 2 + random.nextInt(MAX_STEPS));
                LockSupport.parkNanos((long) (random.nextDouble() * batchNanos));
                service.kill();
                ahead += KillsWatch.isAhead(stored) ? 1 : 0;
            }
            load.stop();

            ServiceProcess last = start();
            ReferenceFold expected = KillsWatch.fold(surroundings.topic());
            await().atMost(CATCH_UP)
                    .until(() -> stored.positions().equals(expected.next) && KillsWatch.believesHotViews(last));
            last.end();

            System.out.printf(
                    "kills=%d seed=%d events=%d foundAheadOfTheirPosition=%d documents=%d parkedRoots=%d%n",
                    KILLS,
                    SEED,
                    load.written(),
                    ahead,
                    expected.documents.values().stream().mapToInt(Map::size).sum(),
                    expected.parked.size());
            Comparison.compare(stored, expected);
        }
    }

    private ServiceProcess start() throws IOException {
        return surroundings.start(
                Map.of("QUARKUS_OIDC_TENANT_ENABLED", "false", "MP_MESSAGING_INCOMING_EVENTS_MAX_POLL_RECORDS", "100"));
    }
}
