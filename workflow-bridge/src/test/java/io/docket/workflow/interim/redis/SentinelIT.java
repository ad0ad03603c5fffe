package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A master, two replicas and three sentinels with the settings and the users of the cluster, except that the master is given up after
 * {@code -Ddocket.redis.down-after} milliseconds (60,000 there).
 */
class SentinelIT {
    private static final Logger LOG = Logger.getLogger(SentinelIT.class);
    private static final int DOWN_AFTER = Integer.getInteger("docket.redis.down-after", 2_000);
    private static final Duration PATIENCE = Duration.ofMillis(DOWN_AFTER).plusSeconds(60);
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c~p");
    private static final int WRITERS = 4;
    private static final int ENOUGH = 200;
    private static final String NOBODY = "-NOAUTH Authentication required.";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final Map<String, InterimRef> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private RedisCluster cluster;
    private RedisUnderTest redis;

    @BeforeEach
    void start() throws IOException {
        cluster = new RedisCluster(folder, DOWN_AFTER);
        redis = new RedisUnderTest(cluster.options(), new Durability(1, Duration.ofSeconds(1)));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> redis.runs(INSTANCE, 7));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> bring("c~ut-0"));
    }

    @AfterEach
    void stop() {
        redis.close();
        cluster.close();
    }

    private InterimRef bring(String taskId) {
        redis.forms.created(INSTANCE, taskId, "review", true);
        return redis.bringing.taskForm(ANN, "t", taskId, submission("{\"task\":\"" + taskId + "\"}"));
    }

    private void write() {
        while (!stop.get()) {
            String task = "c~ut-" + sent.incrementAndGet();
            try {
                acknowledged.put(task, bring(task));
            } catch (Unavailable e) {
                refused.incrementAndGet();
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    @Test
    void no_acknowledged_write_is_lost_when_the_master_is_killed_under_load() throws InterruptedException {
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> Thread.ofVirtual().start(this::write))
                .toList();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > ENOUGH);

        cluster.kill(cluster.master());
        Instant killed = Instant.now();
        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> refused.get() > 0);
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + WRITERS);
        Duration away = Duration.between(killed, Instant.now());
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + ENOUGH);
        stop.set(true);
        for (Thread writer : writers) {
            writer.join(PATIENCE);
        }

        LOG.infof(
                "acknowledged=%d before=%d refused=%d away=%d ms down-after=%d ms",
                acknowledged.size(), before, refused.get(), away.toMillis(), DOWN_AFTER);
        acknowledged.forEach(
                (task, reference) -> InterimWorld.check(redis.checking, Use.COMPLETE_TASK, task, reference));
    }

    @Test
    void write_that_no_replica_has_is_not_acknowledged() {
        cluster.kill(cluster.replicas().getFirst());
        assertThat(bring("c~ut-1").key()).isNotEmpty();

        cluster.kill(cluster.replicas().getLast());

        assertThatThrownBy(() -> bring("c~ut-2")).isInstanceOf(Unavailable.class);
    }

    @Test
    void nobody_is_let_in_without_a_name_and_the_platform_changes_no_sentinel() throws IOException {
        for (int server : servers()) {
            assertThat(RedisProcesses.ask(server, "PING")).containsExactly(NOBODY);
            assertThat(RedisProcesses.ask(server, RedisCluster.LOGIN, "CONFIG GET *"))
                    .satisfiesExactly(
                            login -> assertThat(login).isEqualTo("+OK"),
                            config -> assertThat(config).startsWith("-NOPERM"));
        }
        for (int sentinel : cluster.sentinels()) {
            assertThat(RedisProcesses.ask(sentinel, "PING")).containsExactly(NOBODY);
            assertThat(RedisProcesses.ask(sentinel, RedisCluster.LOGIN, "SENTINEL FAILOVER docket"))
                    .satisfiesExactly(
                            login -> assertThat(login).isEqualTo("+OK"),
                            failover -> assertThat(failover).startsWith("-NOPERM"));
        }
    }

    private List<Integer> servers() {
        return Stream.concat(Stream.of(cluster.master()), cluster.replicas().stream())
                .toList();
    }
}
