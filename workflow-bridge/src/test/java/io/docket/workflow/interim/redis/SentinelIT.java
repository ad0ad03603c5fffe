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
import io.docket.workflow.retry.Unavailable;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
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
    private static final String LOGIN = "AUTH docket " + ClusterSettings.PASSWORD;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final Map<String, InterimRef> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private RedisProcesses processes;
    private RedisUnderTest redis;
    private final List<Integer> sentinels = new ArrayList<>();
    private int master;
    private int firstReplica;
    private int secondReplica;

    @BeforeEach
    void start() throws IOException {
        processes = new RedisProcesses(folder);
        master = RedisProcesses.freePort();
        processes.start(master, false, settings());
        firstReplica = replica();
        secondReplica = replica();
        RedisOptions options = new RedisOptions()
                .setType(RedisClientType.SENTINEL)
                .setMasterName("docket")
                .setRole(RedisRole.MASTER);
        for (int i = 0; i < 3; i++) {
            int sentinel = sentinel();
            options.addConnectionString("redis://docket:" + ClusterSettings.PASSWORD + "@127.0.0.1:" + sentinel);
            sentinels.add(sentinel);
        }
        redis = new RedisUnderTest(options, new Durability(1, Duration.ofSeconds(1)));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> redis.runs(INSTANCE, 7));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> bring("c~ut-0"));
    }

    @AfterEach
    void stop() {
        redis.close();
        processes.close();
    }

    private List<String> settings() throws IOException {
        return ClusterSettings.server(folder);
    }

    private int replica() throws IOException {
        int port = RedisProcesses.freePort();
        List<String> lines = new ArrayList<>(settings());
        lines.add("replicaof 127.0.0.1 " + master);
        processes.start(port, false, lines);
        return port;
    }

    private int sentinel() throws IOException {
        int port = RedisProcesses.freePort();
        processes.start(
                port,
                true,
                ClusterSettings.sentinel(master).stream()
                        .map(line -> line.replace("milliseconds docket 60000", "milliseconds docket " + DOWN_AFTER))
                        .toList());
        return port;
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

        processes.kill(master);
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
        processes.kill(firstReplica);
        assertThat(bring("c~ut-1").key()).isNotEmpty();

        processes.kill(secondReplica);

        assertThatThrownBy(() -> bring("c~ut-2")).isInstanceOf(Unavailable.class);
    }

    @Test
    void nobody_is_let_in_without_a_name_and_the_platform_changes_no_sentinel() throws IOException {
        for (int server : List.of(master, firstReplica, secondReplica)) {
            assertThat(RedisProcesses.ask(server, "PING")).containsExactly(NOBODY);
            assertThat(RedisProcesses.ask(server, LOGIN, "CONFIG GET *"))
                    .satisfiesExactly(
                            login -> assertThat(login).isEqualTo("+OK"),
                            config -> assertThat(config).startsWith("-NOPERM"));
        }
        for (int sentinel : sentinels) {
            assertThat(RedisProcesses.ask(sentinel, "PING")).containsExactly(NOBODY);
            assertThat(RedisProcesses.ask(sentinel, LOGIN, "SENTINEL FAILOVER docket"))
                    .satisfiesExactly(
                            login -> assertThat(login).isEqualTo("+OK"),
                            failover -> assertThat(failover).startsWith("-NOPERM"));
        }
    }
}
