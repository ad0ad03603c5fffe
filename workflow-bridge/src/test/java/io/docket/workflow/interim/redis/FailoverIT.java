package io.docket.workflow.interim.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.simulation.CommandServiceDouble;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.SimulatedEngine;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.VirtualTime;
import io.docket.workflow.simulation.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory of the bridge where Sentinel promotes a replica that lacks what its master had answered. Settings are those of the cluster,
 * except that the master is given up early, and takes writes without replicas: in the cluster it does for 10 s.
 */
class FailoverIT {
    private static final int DOWN_AFTER = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(35);
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(20);
    /** For so long the bridge goes on with the master, as far as it does without replicas. */
    private static final Duration GOES_ON = Duration.ofMillis(500);

    private static final int STARTS = 40;
    private static final int HELD_BACK_AT = 12;
    private static final InstanceRef PROBE = new InstanceRef("acme", "probe");
    private static final RedisKeys NAMES = new RedisKeys("docket:bridge:");

    @TempDir
    Path folder;

    private final VirtualTime engineTime = new VirtualTime();
    private final Steps steps = new Steps();
    private final SimulatedEngine engine = new SimulatedEngine(steps, engineTime);
    private final EventLog events = new EventLog(InstantSource.system());
    private final CommandServiceDouble commands = new CommandServiceDouble(steps, events);
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    /** Instances that the master bound and no replica has, by id. */
    private final Map<String, Boolean> lost = new ConcurrentHashMap<>();

    private RedisCluster cluster;
    private RedisUnderTest redis;
    private RedisBridge bridge;
    private boolean isHeldBack;

    @BeforeEach
    void start() throws IOException {
        cluster = new RedisCluster(folder, DOWN_AFTER, "min-replicas-to-write 0");
        redis = new RedisUnderTest(cluster.options(), new Durability(1, Duration.ofMillis(300)));
        bridge = new RedisBridge(redis, engineThatIsWatched(), this::records, commands, events, this::pause);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> redis.memory
                        .instances()
                        .claim(PROBE, InstantSource.system().instant()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        stop.set(true);
        for (Thread thread : threads) {
            thread.join(PATIENCE);
        }
        redis.close();
        cluster.close();
    }

    /** From some start on, the replicas get nothing; when the master has answered a bind that they lack, it dies. */
    private Engine engineThatIsWatched() {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        synchronized (engine) {
            try {
                Object answer = method.invoke(engine, arguments);
                if (engine.created().size() == HELD_BACK_AT && !isHeldBack) {
                    isHeldBack = true;
                    cluster.holdReplicationBack();
                    Thread.startVirtualThread(this::killMaster);
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private List<EngineRecord> records() {
        synchronized (engine) {
            return List.copyOf(engine.log());
        }
    }

    private void killMaster() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            ids().filter(id -> isBound(cluster.master(), id))
                    .filter(id -> cluster.replicas().stream().noneMatch(replica -> isBound(replica, id)))
                    .forEach(id -> lost.put(id, true));
            return !lost.isEmpty();
        });
        LockSupport.parkNanos(GOES_ON.toNanos());
        cluster.kill(cluster.master());
    }

    private static boolean isBound(int server, String id) {
        String key = NAMES.instance(new InstanceRef("acme", id));
        try {
            return RedisProcesses.ask(server, RedisCluster.LOGIN, "HEXISTS " + key + " engineKey")
                    .getLast()
                    .equals(":1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> ids() {
        return IntStream.range(0, STARTS).mapToObj(number -> "case-" + number + "~loan-review-1");
    }

    private void work(Runnable reading) {
        threads.add(Thread.startVirtualThread(() -> {
            while (!stop.get()) {
                reading.run();
                pause(BETWEEN_READINGS);
            }
        }));
    }

    private void pause(Duration time) {
        if (stop.get()) {
            throw new IllegalStateException("the test is over");
        }
        LockSupport.parkNanos(time.toNanos());
    }

    @Test
    void every_start_happens_once_and_is_bound_though_the_master_dies_before_its_replicas_have_all() {
        events.append(
                "process-definition",
                "loan-review",
                new ProcessDefinitionEvent.Deployed("loan-review.bpmn", List.of("loan-review"), World.sample()));
        ids().forEach(id -> events.append("process", id, new ProcessEvent.Requested("case", "loan-review", null)));

        work(bridge::readEvents);
        work(bridge::readEngine);

        await().atMost(PATIENCE)
                .until(() -> commands.accepted("record-process", "state").stream()
                                .filter("completed"::equals)
                                .count()
                        == STARTS);
        assertThat(lost).isNotEmpty();
        synchronized (engine) {
            assertThat(engine.created()).containsExactlyInAnyOrderElementsOf(ids().toList());
            assertThat(engine.tasks().results()).hasSize(STARTS);
            assertThat(engine.active()).isEmpty();
        }
        assertThat(ids().map(id -> new InstanceRef("acme", id)))
                .allSatisfy(instance ->
                        assertThat(redis.memory.instances().engineKey(instance)).isPresent());
    }
}
