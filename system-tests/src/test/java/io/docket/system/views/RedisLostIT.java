package io.docket.system.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * What Redis holds of the views is removed, Redis is killed, and it stays away for a while, as two instances are asked for it and
 * somebody writes: every query is answered, none with less than it waited for, and in the end Redis answers again, with what the
 * documents say.
 */
class RedisLostIT {
    private static final String USER = "demo";
    private static final Api DEMO = new Api(USER);
    private static final String VIEWS = "docket:{views}:*";
    private static final String REMOVE =
            "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('UNLINK', key) end return 0";
    private static final int SUMMARIES = 50;

    /** Answers of each kind that are waited for from where they are to come from then. */
    private static final int ANSWERS = 3;

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private final ProjectionGroup group = new ProjectionGroup();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Tally tally = new Tally();
    private final Queue<String> cases = new ConcurrentLinkedQueue<>();
    private final List<HotReader> readers = new ArrayList<>();
    private SecondInstance second;

    @BeforeEach
    void start() throws Exception {
        second = SecondInstance.start(folder.resolve("second"));
        await().atMost(LIMIT).until(second::isReady);
        await().atMost(LIMIT).until(() -> group.isSharedBy(2));
    }

    @AfterEach
    void end() throws Exception {
        on.set(false);
        Servers.release("redis");
        threads.close();
        second.close();
        group.close();
    }

    @Test
    void every_query_is_answered_while_redis_is_lost_and_from_redis_in_the_end() throws Exception {
        List<String> instances = List.of(Platform.gateway(), second.url());
        String caseType = Fixtures.permitType(Map.of());
        cases.add(open(caseType));
        List<Future<?>> running = new ArrayList<>();
        instances.forEach(instance -> readers.add(new HotReader(instance, USER, cases.peek(), on::get)));
        readers.forEach(reader -> running.add(threads.submit(reader)));
        running.add(threads.submit(() -> write(caseType)));
        running.add(threads.submit(new PairClient(() -> instances, on::get, tally)));
        awaitAnswersFrom("redis");

        remove();
        awaitAnswersFrom("redis");
        int restarts = Servers.restarts("redis");
        Servers.kill("redis");
        await().atMost(LIMIT).until(() -> Servers.restarts("redis") > restarts && Servers.ready("redis"));
        awaitAnswersFrom("redis");
        Servers.hold("redis");
        awaitAnswersFrom("mongodb");
        Servers.release("redis");
        awaitAnswersFrom("redis");
        on.set(false);
        for (Future<?> done : running) {
            done.get();
        }

        System.out.printf("readers=%s %s%n", readers, tally);
        readers.forEach(reader -> assertThat(reader.faults()).isEmpty());
        PairSteps.KINDS.forEach(kind -> assertThat(tally.stale(kind)).as(kind).isEmpty());
        List<String> some = cases.stream().limit(SUMMARIES).toList();
        for (String instance : instances) {
            await().atMost(LIMIT)
                    .pollInterval(LOOK_EVERY)
                    .untilAsserted(() -> new HotAnswers(instance, USER).assertAreOfTheDocuments(some));
        }
    }

    /** Opens cases and gives their tasks to somebody, so that every counter moves all the time. */
    private void write(String caseType) {
        while (on.get()) {
            String id = open(caseType);
            DEMO.accepted("create-task", Map.of("caseId", id, "name", "Look", "assignee", USER));
            DEMO.accepted("move-case", Map.of("caseId", id, "stage", "review"));
            cases.add(id);
        }
    }

    private static String open(String caseType) {
        return DEMO.accepted("open-case", Map.of("caseType", caseType, "data", Map.of()))
                .path("id");
    }

    private static void remove() {
        try (Jedis redis = new Jedis(URI.create(Platform.redis()))) {
            redis.eval(REMOVE, List.of(), List.of(VIEWS));
        }
    }

    /** Waits until each reader has some more answers of each kind from there. */
    private void awaitAnswersFrom(String source) {
        List<Integer> before =
                readers.stream().map(reader -> reader.answersFrom(source)).toList();
        await().atMost(LIMIT).pollInterval(LOOK_EVERY).until(() -> {
            boolean all = true;
            for (int reader = 0; reader < readers.size(); reader++) {
                all &= readers.get(reader).answersFrom(source) >= before.get(reader) + ANSWERS;
            }
            return all;
        });
    }
}
