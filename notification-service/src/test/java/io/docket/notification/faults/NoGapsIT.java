package io.docket.notification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Cursor;
import io.docket.notification.support.Env;
import io.docket.notification.support.SocketClient;
import io.docket.notification.support.TestTopic;
import io.docket.notification.swarm.Peer;
import io.docket.notification.swarm.PeerListener;
import io.docket.notification.swarm.Swarm;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Subscribers of two instances under load, whose connections are cut and whose servers are killed; some never read. The
 * long form: {@code -Ddocket.live.clients=1000 -Ddocket.live.seconds=180}.
 */
class NoGapsIT {
    private static final int CLIENTS = Integer.getInteger("docket.live.clients", 150);
    private static final int SECONDS = Integer.getInteger("docket.live.seconds", 10);
    private static final int EVENTS_PER_SECOND = Integer.getInteger("docket.live.events", 200);
    private static final long SEED = Long.getLong("docket.live.seed", 1);
    private static final int STUCK = 4;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration TOKEN_AGE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS =
            Map.of("docket.live.tail-events", "2000", "docket.live.stuck-after", "10m");

    private static TestTopic topic;
    private static Instances instances;
    private static Swarm swarm;
    private static volatile String token;
    private static long tokenNanos;

    private final Random random = new Random(SEED);
    private final List<Follower> followers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        topic = new TestTopic();
        swarm = new Swarm();
        token = Env.token("demo");
        tokenNanos = System.nanoTime();
        instances = new Instances(topic.name(), SETTINGS, 2);
    }

    @AfterAll
    static void stop() {
        swarm.close();
        instances.close();
        topic.close();
    }

    @Test
    void nobody_misses_or_gets_twice_what_the_log_says_whatever_is_cut_and_killed() throws Exception {
        Load load = new Load(topic, SEED);
        for (int client = 0; client < CLIENTS; client++) {
            followers.add(new Follower(swarm, Wish.of(client), instances::any, () -> token, SEED + client));
        }
        swarm.runAndWait(() -> followers.forEach(Follower::connect));
        swarm.runAndWait(() -> {
            for (int index = 0; index < STUCK; index++) {
                stuck();
            }
        });

        int kills = faults(load);
        awaitEverything(load);
        check(load, "faults: " + kills + " kills");

        long tail = instances.metric("docket_live_resumed_total{source=\"tail\"}");
        long log = instances.metric("docket_live_resumed_total{source=\"log\"}");
        swarm.runAndWait(() -> followers.forEach(Follower::leave));
        for (int batch = 0; batch < 100; batch++) {
            load.write(random.nextInt(20, 60));
            if (batch == 60) {
                // these were away for less, so that the tail still reaches their cursors
                List<Follower> half = followers.subList(0, CLIENTS / 2);
                comeBack(half, expected(load));
                awaitEverything(load, half);
                swarm.runAndWait(() -> half.forEach(Follower::leave));
            }
        }
        String caughtUp = storm(load);

        tail = instances.metric("docket_live_resumed_total{source=\"tail\"}") - tail;
        log = instances.metric("docket_live_resumed_total{source=\"log\"}") - log;
        check(load, "storm: from the tail " + tail + ", from Kafka " + log + ", caught up after " + caughtUp);
        assertThat(tail).isPositive();
        assertThat(log).isPositive();
        assertThat(instances.metric("docket_live_reset_total")).isZero();
        assertThat(instances.metric("docket_live_refused_total")).isZero();
        whatComesLateIsNoRepetition(load);
        aCursorOlderThanTheLogIsReset();
    }

    /** All come back at once while events go on; how long they take to what was there when they came. */
    private String storm(Load load) throws Exception {
        Map<Wish, Integer> goals = expected(load);
        AtomicBoolean caughtUp = new AtomicBoolean();
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            long began = System.nanoTime();
            Future<?> writing = writer.submit(() -> write(load, caughtUp::get));
            try {
                comeBack(followers, goals);
                awaitGoals(followers, goals);
            } finally {
                caughtUp.set(true);
            }
            writing.get();
            awaitEverything(load);
            return percentiles(followers.stream().mapToLong(follower -> follower.reachedNanos - began));
        }
    }

    private static void comeBack(List<Follower> whom, Map<Wish, Integer> goals) throws Exception {
        swarm.runAndWait(() -> whom.forEach(follower -> follower.comeBack(goals.get(follower.wish))));
    }

    /** A connection keeps its order: what was sent before these events has arrived when they have. */
    private void whatComesLateIsNoRepetition(Load load) throws Exception {
        for (int batch = 0; batch < 20; batch++) {
            load.write(20);
        }
        awaitEverything(load);
        check(load, "afterwards");
    }

    private void aCursorOlderThanTheLogIsReset() throws Exception {
        topic.forget();
        try (SocketClient client = new SocketClient(instances.any(), token)) {
            client.send("{'op':'subscribe','id':'now'}");
            await().atMost(LONG).until(() -> client.heard("subscribed"));
            Cursor now = Cursor.parse(client.control.getLast().path("cursor").asText());
            client.send("{'op':'subscribe','id':'old','from':'" + new Cursor(now.log(), new long[6]) + "'}");

            await().atMost(LONG).until(() -> client.heard("reset"));
            assertThat(client.control.getLast().path("id").asText()).isEqualTo("old");
            assertThat(instances.metric("docket_live_reset_total")).isEqualTo(1);
        }
    }

    /** Load, cuts and kills for the time that was asked for. */
    private int faults(Load load) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        long nextKill = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        long began = System.nanoTime();
        long written = 0;
        int kills = 0;
        Thread starting = null;
        while (System.nanoTime() < end) {
            int batch = random.nextInt(1, 20);
            load.write(batch);
            written += batch;
            Follower unlucky = followers.get(random.nextInt(CLIENTS));
            swarm.run(unlucky::cut);
            renewToken();
            if (System.nanoTime() > nextKill && (starting == null || !starting.isAlive())) {
                instances.kill();
                kills++;
                starting = Thread.ofPlatform().start(instances::start);
                nextKill = System.nanoTime()
                        + Duration.ofSeconds(random.nextInt(3, 7)).toNanos();
            }
            long due = began + written * 1_000_000_000L / EVENTS_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        if (starting != null) {
            starting.join();
        }
        return kills;
    }

    private void awaitEverything(Load load) {
        awaitEverything(load, followers);
    }

    private void awaitEverything(Load load, List<Follower> whom) {
        awaitGoals(whom, expected(load));
    }

    private static void awaitGoals(List<Follower> whom, Map<Wish, Integer> goals) {
        for (Follower follower : whom) {
            int goal = goals.get(follower.wish);
            await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> {
                renewToken();
                return follower.count >= goal;
            });
        }
    }

    /** How many events each wish has matched so far. */
    private Map<Wish, Integer> expected(Load load) {
        return followers.stream()
                .map(follower -> follower.wish)
                .distinct()
                .collect(Collectors.toMap(wish -> wish, wish ->
                        (int) load.written().stream().filter(wish.meaning()).count()));
    }

    /** Events at the rate of the load until something is over. */
    private void write(Load load, BooleanSupplier over) {
        long began = System.nanoTime();
        long written = 0;
        while (!over.getAsBoolean()) {
            int batch = random.nextInt(1, 20);
            load.write(batch);
            written += batch;
            LockSupport.parkNanos(began + written * 1_000_000_000L / EVENTS_PER_SECOND - System.nanoTime());
        }
    }

    private void check(Load load, String title) throws Exception {
        Map<Integer, Integer> closed = new TreeMap<>();
        long[] total = new long[1];
        swarm.runAndWait(() -> {
            for (Follower follower : followers) {
                assertThat(follower.complaints).isEmpty();
                List<Written> expected =
                        load.written().stream().filter(follower.wish.meaning()).toList();
                Map<Integer, String> roots =
                        expected.stream().collect(Collectors.toMap(Written::number, Written::root));
                Set<Integer> got = new HashSet<>(follower.got);
                assertThat(follower.got).as("no duplicates").hasSize(got.size());
                assertThat(got.equals(roots.keySet())).as("no gaps").isTrue();
                assertThat(follower.got.stream().collect(Collectors.groupingBy(roots::get)))
                        .as("in the order of each root")
                        .isEqualTo(expected.stream().map(Written::number).collect(Collectors.groupingBy(roots::get)));
                total[0] += expected.size();
                follower.closed.forEach((code, times) -> closed.merge(code, times, Integer::sum));
            }
        });
        report("%s; %d clients, %d events written, %d delivered, connections lost %s, 0 gaps, 0 duplicates"
                .formatted(title, CLIENTS, load.written().size(), total[0], closed));
    }

    /** A client that subscribes to everything and reads nothing, on a small socket. */
    private void stuck() {
        swarm.connect(
                instances.any(),
                Map.of("Authorization", "Bearer " + token, "Sec-WebSocket-Protocol", "docket.v1"),
                new PeerListener() {
                    @Override
                    public void opened(Peer peer) {
                        peer.send("{\"op\":\"subscribe\",\"id\":\"s1\",\"from\":\"earliest\"}");
                        peer.pause();
                    }

                    @Override
                    public void text(Peer peer, ByteBuffer text) {}

                    @Override
                    public void closed(Peer peer, int code, String reason) {
                        swarm.later(Duration.ofMillis(100), NoGapsIT.this::stuck);
                    }
                },
                8 * 1024);
    }

    private static synchronized void renewToken() throws Exception {
        if (System.nanoTime() - tokenNanos > TOKEN_AGE.toNanos()) {
            token = Env.token("demo");
            tokenNanos = System.nanoTime();
        }
    }

    private static String percentiles(java.util.stream.LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        return "p50 %d ms, p95 %d ms, last %d ms"
                .formatted(
                        sorted[sorted.length / 2] / 1_000_000,
                        sorted[sorted.length * 95 / 100] / 1_000_000,
                        sorted[sorted.length - 1] / 1_000_000);
    }

    private static void report(String line) throws Exception {
        Files.writeString(
                Path.of("target/live-faults.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
