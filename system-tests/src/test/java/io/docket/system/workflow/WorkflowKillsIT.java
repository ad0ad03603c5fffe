package io.docket.system.workflow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Platform;
import io.docket.system.support.Servers;
import io.docket.system.workflow.ReviewRegister.Call;
import io.docket.system.workflow.ReviewRegister.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * Bridge, engine and Redis are killed, each at least once, while cases are opened and every other one's task is done with a
 * form that is brought before, upon which its process comments the case, waits for a timer, calls a REST service and tells
 * others: afterwards the engine, the log, the views and the counts agree, nothing has happened twice, the service was called
 * for each case under a key of its own, no incident is open, and no form is left.
 *
 * <p>{@code -Ddocket.workflow.seconds=180} for the long form, {@code -Ddocket.workflow.seed=…} for the victims of another run.
 */
class WorkflowKillsIT {
    private static final Logger LOG = Logger.getLogger(WorkflowKillsIT.class);
    private static final Api DEMO = new Api("demo");
    private static final int CASES_PER_SECOND = 20;
    private static final int SECONDS = Integer.getInteger("docket.workflow.seconds", 12);
    private static final long SEED = Long.getLong("docket.workflow.seed", System.nanoTime() % 1_000_000);
    private static final int SECONDS_BETWEEN_KILLS = 8;
    private static final String BRIDGE = "workflow-bridge";
    private static final List<String> VICTIMS = List.of(BRIDGE, "zeebe", "redis");
    private static final Duration RECOVERY = Duration.ofSeconds(300);
    private static final String OWNERS = "docket:bridge:interim:owners";
    private static final String AGES = "docket:bridge:interim:ages";
    private static final String SIGNAL = "docket.signal.emitted.v1";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_CALLS_EVERY = Duration.ofMillis(10);

    private final String process = Fixtures.unique("review");
    private final CaseWork work = new CaseWork();
    private final Set<String> brought = ConcurrentHashMap.newKeySet();
    private final ReviewRegister register = new ReviewRegister();

    WorkflowKillsIT() throws IOException {}

    @BeforeEach
    void processes_may_call_the_register() throws IOException {
        Servers.restart(
                BRIDGE,
                Map.of(
                        "docket.bridge.http.allow.acme",
                        ReviewRegister.HOST,
                        "docket.bridge.http.private-networks",
                        ReviewRegister.HOST + "/32"));
    }

    @AfterEach
    void processes_may_call_nobody_again() throws IOException {
        register.close();
        Servers.restart(BRIDGE, Map.of());
    }

    @Test
    void engine_log_views_and_counts_agree_and_no_form_is_left_after_bridge_engine_and_redis_were_killed()
            throws Exception {
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn()));
        String type = Fixtures.permitType(Map.of("process", process));
        Map<TopicPartition, Long> logBefore = KafkaLog.end();
        long engineBefore = EngineTruth.end();
        List<String> cases = IntStream.range(0, CASES_PER_SECOND * SECONDS)
                .mapToObj(i -> type + "-" + i)
                .toList();
        Set<String> worked = IntStream.range(0, cases.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(cases::get)
                .collect(toSet());

        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> open(type, cases, people), people);
            CompletableFuture<Void> killing = CompletableFuture.runAsync(this::killAtRandom, people);
            Set<String> done = new HashSet<>();
            await().atMost(RECOVERY.plusSeconds(SECONDS))
                    .pollInterval(LOOK_EVERY)
                    .until(() -> {
                        done.addAll(complete(worked, done, people));
                        return done.equals(worked);
                    });
            CompletableFuture.allOf(opening, killing).join();
        }

        Set<String> left = cases.stream().filter(id -> !worked.contains(id)).collect(toSet());
        await().atMost(RECOVERY)
                .pollInterval(LOOK_EVERY)
                .untilAsserted(
                        () -> assertThat(values(CaseWork.all("/api/tasks?status=open&group=" + process), "caseId"))
                                .isEqualTo(left));
        await().atMost(RECOVERY)
                .pollInterval(LOOK_EVERY)
                .untilAsserted(() -> viewsSayWhatTheEngineSays(engineBefore, cases.size(), left.size()));
        List<EventEnvelope> log = KafkaLog.since(logBefore);
        nothingHappenedTwice(log, cases, worked);
        everyReviewIsInTheRegisterOnce(log, worked);
        await().atMost(RECOVERY).untilAsserted(() -> countsSay(left.size()));
        assertThat(brought)
                .hasSameSizeAs(worked)
                .allMatch(key -> key.startsWith("bpm-form-submissions:process/" + type + "-"));
        await().atMost(RECOVERY).untilAsserted(() -> nothingIsLeftOfForms(type));
    }

    private void open(String type, List<String> cases, ExecutorService people) {
        long began = System.nanoTime();
        List<CompletableFuture<Void>> opened = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            long due = began + i * TimeUnit.SECONDS.toNanos(1) / CASES_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
            String id = cases.get(i);
            opened.add(CompletableFuture.runAsync(
                    () -> work.send("open-case", id, Map.of("caseType", type, "caseId", id, "data", Map.of())),
                    people));
        }
        CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new)).join();
    }

    /** The first to die is the bridge, with calls under way: they come again from the next one. */
    private void killAtRandom() {
        LOG.infof("kills seed=%d", SEED);
        Random random = new Random(SEED);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        await().atMost(RECOVERY).pollInterval(LOOK_FOR_CALLS_EVERY).until(register::isBusy);
        for (int kill = 0; kill < VICTIMS.size() || System.nanoTime() < until; kill++) {
            String victim = kill < VICTIMS.size() ? VICTIMS.get(kill) : VICTIMS.get(random.nextInt(VICTIMS.size()));
            int restarts = Servers.restarts(victim);
            Servers.kill(victim);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1 + random.nextInt(SECONDS_BETWEEN_KILLS)));
            await().atMost(RECOVERY).until(() -> Servers.restarts(victim) > restarts && Servers.ready(victim));
        }
    }

    private Set<String> complete(Set<String> worked, Set<String> done, ExecutorService people) {
        List<Map<String, Object>> tasks = CaseWork.all("/api/tasks?status=open&group=" + process).stream()
                .filter(task -> worked.contains(task.get("caseId")) && !done.contains(task.get("caseId")))
                .toList();
        CompletableFuture.allOf(tasks.stream()
                        .map(task -> CompletableFuture.runAsync(() -> complete((String) task.get("id")), people))
                        .toArray(CompletableFuture[]::new))
                .join();
        return values(tasks, "caseId");
    }

    private void complete(String taskId) {
        work.send("claim-task", taskId + ":claim", Map.of("taskId", taskId));
        brought.add(work.complete(taskId, Map.of("income", "1000 EUR"), Map.of("outcome", "granted")));
    }

    private void viewsSayWhatTheEngineSays(long engineBefore, int cases, int left) {
        EngineTruth engine = EngineTruth.since(engineBefore, process);
        assertThat(engine.activeInstances()).hasSize(left);
        assertThat(engine.endedInstances()).hasSize(cases - left);
        assertThat(engine.openIncidents()).isEmpty();
        assertThat(CaseWork.all("/api/processes?incident=yes&process=" + process))
                .isEmpty();
        List<Map<String, Object>> active = CaseWork.all("/api/processes?state=active&process=" + process);
        List<Map<String, Object>> completed = CaseWork.all("/api/processes?state=completed&process=" + process);
        assertThat(values(active, "engineKey")).isEqualTo(engine.activeInstances());
        assertThat(values(completed, "engineKey")).isEqualTo(engine.endedInstances());
        assertThat(values(CaseWork.all("/api/tasks?status=open&group=" + process), "engineKey"))
                .isEqualTo(engine.openTasks());
    }

    private static void nothingHappenedTwice(List<EventEnvelope> log, List<String> cases, Set<String> worked) {
        Set<String> ours = Set.copyOf(cases);
        Map<String, List<EventEnvelope>> byKind =
                log.stream().filter(event -> ours.contains(event.root())).collect(groupingBy(EventEnvelope::type));
        for (String once : List.of(
                "docket.case.opened.v1",
                "docket.process.requested.v1",
                "docket.process.started.v1",
                "docket.task.created.v1")) {
            assertThat(byKind.get(once).stream()
                            .map(EventEnvelope::root)
                            .sorted()
                            .toList())
                    .as(once)
                    .isEqualTo(cases.stream().sorted().toList());
        }
        for (String half : List.of(
                "docket.task.completed.v1",
                "docket.case.comment-added.v1",
                "docket.process.timer-fired.v1",
                SIGNAL,
                "docket.process.completed.v1")) {
            assertThat(byKind.get(half).stream()
                            .map(EventEnvelope::root)
                            .sorted()
                            .toList())
                    .as(half)
                    .isEqualTo(worked.stream().sorted().toList());
        }
    }

    /** Some answers were lost: that a call was repeated is no accident. */
    private void everyReviewIsInTheRegisterOnce(List<EventEnvelope> log, Set<String> worked) {
        Map<String, Entry> entries = register.entries();
        List<Call> calls = register.calls();
        LOG.infof("calls=%d entries=%d", calls.size(), entries.size());
        assertThat(entries.values()).extracting(Entry::caseId).containsExactlyInAnyOrderElementsOf(worked);
        assertThat(calls)
                .hasSizeGreaterThan(worked.size())
                .allMatch(call -> call.caseId().equals(entries.get(call.key()).caseId()));
        assertThat(log.stream()
                        .filter(event -> event.type().equals(SIGNAL) && worked.contains(event.root()))
                        .collect(toMap(EventEnvelope::root, WorkflowKillsIT::keptEntry)))
                .isEqualTo(entries.values().stream().collect(toMap(Entry::caseId, Entry::number)));
    }

    private static String keptEntry(EventEnvelope signal) {
        return Json.tree(signal.data()).at("/data/entry").asText();
    }

    private void countsSay(int open) {
        JsonNode stats = Json.tree(DEMO.request().get("/api/stats").asByteArray());
        assertThat(stats.path("source").asText()).isEqualTo("redis");
        assertThat(stats.at("/tasks/perGroup")
                        .valueStream()
                        .filter(group -> group.path("group").asText().equals(process))
                        .map(group -> group.path("open").asInt()))
                .containsExactly(open);
    }

    private void nothingIsLeftOfForms(String type) {
        try (Jedis redis = new Jedis(URI.create(Platform.redis()))) {
            assertThat(redis.keys("bpm-*" + type + "-*")).isEmpty();
            assertThat(redis.hkeys(OWNERS)).doesNotContainAnyElementsOf(brought);
            assertThat(redis.zrange(AGES, 0, -1)).doesNotContainAnyElementsOf(brought);
        }
        assertThat(DEMO.request().post("/api/interim/sweeps").<List<String>>path("orphans.key"))
                .noneMatch(key -> key.contains(type + "-"));
    }

    private static Set<String> values(List<Map<String, Object>> items, String field) {
        return items.stream().map(item -> String.valueOf(item.get(field))).collect(toSet());
    }

    private String bpmn() throws IOException {
        try (InputStream in = WorkflowKillsIT.class.getResourceAsStream("/review-with-effects.bpmn")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("PROCESS_ID", process)
                    .replace("REGISTER_URL", register.url())
                    .replace("loan-desk", "loan-desk," + process);
        }
    }
}
