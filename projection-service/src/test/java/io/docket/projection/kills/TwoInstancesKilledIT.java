package io.docket.projection.kills;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes share the partitions; one or the other is killed, again and again, and comes back, while events are written and, every few
 * kills, all views are built anew. Then every generation that serves or is kept, and the hot views, equal a fold of the log.
 * Long form: {@code -Ddocket.kills=100}; another course of events: {@code -Ddocket.kills.seed=…}.
 */
class TwoInstancesKilledIT {
    private static final int KILLS = Integer.getInteger("docket.kills", 2);
    private static final long SEED = Long.getLong("docket.kills.seed", 1);
    private static final int KILLS_OF_A_REBUILD = 4;
    private static final int INSTANCES = 2;
    private static final int ACCEPTED = 202;
    private static final int MAX_STEPS = 8;
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration REBUILD = Duration.ofMinutes(5);
    private static final Duration CATCH_UP = Duration.ofMinutes(3);

    private final Random random = new Random(SEED);
    private final List<ServiceProcess> services = new ArrayList<>();

    /** Holds the log of the services; stays where the test fails. */
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
    void killed_by_turns_while_all_views_are_built_anew_every_generation_is_the_fold_of_the_log() throws Exception {
        try (StoredViews stored = surroundings.stored();
                Load load = new Load(
                        Surroundings.KAFKA, surroundings.topic(), SEED, () -> KillsWatch.sum(stored.positions()))) {
            for (int instance = 0; instance < INSTANCES; instance++) {
                services.add(start(instance));
            }
            await().atMost(START)
                    .until(() -> services.stream().allMatch(ServiceProcess::isReady)
                            && stored.isHotComplete()
                            && KillsWatch.sum(stored.positions()) > 0);
            int rebuilds = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % KILLS_OF_A_REBUILD == 0) {
                    await().atMost(REBUILD).until(() -> !stored.isBuilding());
                    await().atMost(START).until(this::isRebuildAccepted);
                    rebuilds++;
                }
                int victim = random.nextInt(INSTANCES);
                int other = (victim + 1) % INSTANCES;
                long batchNanos = KillsWatch.awaitSteps(stored, services.get(other), 2 + random.nextInt(MAX_STEPS));
                LockSupport.parkNanos((long) (random.nextDouble() * batchNanos));
                services.get(victim).kill();
                services.set(victim, start(victim));
                await().atMost(START).until(services.get(victim)::isReady);
            }
            await().atMost(REBUILD).until(() -> !stored.isBuilding());
            load.stop();

            ReferenceFold expected = KillsWatch.fold(surroundings.topic());
            await().atMost(CATCH_UP)
                    .until(() -> stored.positions().equals(expected.next)
                            && services.stream().allMatch(KillsWatch::believesHotViews));
            services.forEach(ServiceProcess::end);

            System.out.printf(
                    "kills=%d rebuilds=%d seed=%d events=%d cases=%s%n",
                    KILLS, rebuilds, SEED, load.written(), stored.generations("cases"));
            assertThat(stored.generations("cases")).hasSizeGreaterThan(1);
            Comparison.compare(stored, expected);
        }
    }

    /** Asks for a new generation of every view, of whoever runs. */
    private boolean isRebuildAccepted() {
        return given().auth()
                        .oauth2(Tokens.of("demo"))
                        .post(services.getFirst().url() + "/api/admin/projections/all/rebuild")
                        .statusCode()
                == ACCEPTED;
    }

    /** Starts an instance, in the folder that it had before. */
    private ServiceProcess start(int instance) throws IOException {
        return surroundings.start(Map.of(
                "DOCKET_DATA_DIR",
                folder.resolve("instance-" + instance).toString(),
                "MP_MESSAGING_INCOMING_EVENTS_GROUP_ID",
                surroundings.topic(),
                "MP_MESSAGING_INCOMING_EVENTS_MAX_POLL_RECORDS",
                "100"));
    }
}
