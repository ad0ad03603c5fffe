package io.docket.system.bench.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Bulk;
import io.docket.system.bench.load.Http;
import io.docket.system.bench.load.Latencies;
import io.docket.system.bench.load.Rate;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.LiveSubscriber;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Cases whose process has a user task: instances started in a second while more are waiting than the engine can start,
 * against the engine's own client; then, at a steady rate and at half of what came out, how long until the first task of a case is in
 * the list of its case's tasks, and in its view.
 */
public final class WorkflowBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WARM_UP_PER_SECOND = 20;
    private static final int MOST_UNDER_WAY = 2_000;
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
    private static final int STEADY_PER_SECOND = 20;
    private static final int BACKLOG = 4_000;
    private static final int CREATED = 201;
    private static final int OK = 200;

    @Override
    public String name() {
        return "workflow";
    }

    @Override
    public Map<String, Object> run() throws Exception {
        String process = Fixtures.unique("bench-process");
        String bpmn = bpmn(process);
        Map<String, Object> figures = new LinkedHashMap<>();
        new Api("demo").accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn));
        String type = Fixtures.permitType(Map.of("process", process));
        Seen seen = new Seen();
        try (Http http = new Http("demo", MOST_UNDER_WAY);
                LiveSubscriber subscriber = new LiveSubscriber("demo", seen::onSocket)) {
            subscriber.subscribe("s", Map.of("root", List.of(type + "-*")), "now");
            Awaitility.await().atMost(PATIENCE).until(() -> subscriber.subscribed("s"));
            warmUp(http, type, seen);
            startRate(http, type, "warm-up", seen);
            double rate = startRate(http, type, "rate", seen);
            int commands = seen.commands.size();
            figures.put("cases opened over HTTP, in bulk: instances started per second", rate);
            firstTask(http, type, STEADY_PER_SECOND, Shown.LISTED, seen, figures);
            for (int perSecond : List.of(STEADY_PER_SECOND, (int) Math.max(1, rate / 2))) {
                firstTask(http, type, perSecond, Shown.FOUND, seen, figures);
            }
            double plain = plain(process, bpmn);
            figures.put("the engine's own client, by then as warm: instances created per second", plain);
            figures.put("cases, of the engine's own client: percent", 100 * rate / plain);
            limit(http, commands, plain, figures);
        }
        return figures;
    }

    /** What the same two cores could give if the process of a case cost nothing but its instance, and the engine no more than alone. */
    private static void limit(Http http, int commands, double plain, Map<String, Object> figures) {
        int each = Math.ceilDiv(commands, BACKLOG);
        new CommandsAlone(BACKLOG, each).casesPerSecond(http);
        double alone = new CommandsAlone(BACKLOG, each).casesPerSecond(http);
        figures.put("commands of such a case", (double) commands / BACKLOG);
        figures.put(each + " commands a case and no process: cases per second", alone);
        figures.put("both one after the other on these cores, of the engine's own client: percent", 100 * alone / (alone + plain));
    }

    private static double plain(String process, String bpmn) {
        try (PlainEngine engine = new PlainEngine()) {
            String own = process + "-plain";
            engine.deploy(own, bpmn.replace(process, own));
            engine.instancesPerSecond(own, WARM_UP);
            return engine.instancesPerSecond(own, MEASURED);
        }
    }

    /** Opens many more cases than the engine starts meanwhile, and counts what is started from the first to the last. */
    private static double startRate(Http http, String type, String name, Seen seen) {
        String prefix = type + '-' + name + '-';
        seen.started.clear();
        seen.commands.clear();
        long began = System.nanoTime();
        new Bulk(http, 1).send("open-case", BACKLOG, i -> newCase(type, prefix + i));
        Awaitility.await().atMost(PATIENCE).until(() -> seen.started.size() >= BACKLOG);
        for (int i = 0; i < BACKLOG; i++) {
            seen.firstTask(prefix + i).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
        long last = seen.started.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        return BACKLOG * 1e9 / (last - began);
    }

    /** Opens cases at a rate, and waits until the last of them has its task. */
    private static void warmUp(Http http, String type, Seen seen) {
        new Rate(WARM_UP_PER_SECOND, MOST_UNDER_WAY)
                .run(WARM_UP, (i, due) -> untilTask(http, type, type + "-warm-" + i, Shown.FOUND, seen));
    }

    private static CompletableFuture<Http.Answer> open(Http http, String type, String id) {
        return http.send("open-case", newCase(type, id));
    }

    private static Map<String, Object> newCase(String type, String id) {
        return Map.of("caseType", type, "caseId", id, "data", Map.of());
    }

    /** Where a task is looked for. */
    private enum Shown {
        /** In the list of its case's tasks. The stand-in of the document database reads all tasks for it: only some ask. */
        LISTED("in the list", 10) {
            @Override
            String path(String caseId, String task) {
                return "/api/tasks?status=open&case=" + caseId;
            }
        },
        /** By the id that the event told. */
        FOUND("in the view", 1) {
            @Override
            String path(String caseId, String task) {
                return "/api/tasks/" + task;
            }
        };

        private final String words;
        private final int every;

        Shown(String words, int every) {
            this.words = words;
            this.every = every;
        }

        abstract String path(String caseId, String task);

        boolean by(Http.Answer answer, String task) {
            return answer.status() == OK && new String(answer.body(), StandardCharsets.UTF_8).contains(task);
        }
    }

    private static void firstTask(
            Http http, String type, int perSecond, Shown shown, Seen seen, Map<String, Object> figures) {
        Latencies visible = new Latencies();
        AtomicInteger missing = new AtomicInteger();
        new Rate(perSecond, MOST_UNDER_WAY).run(MEASURED, (i, due) -> {
            String caseId = type + '-' + shown + "-at-" + perSecond + '-' + i;
            if (i % shown.every != 0) {
                return untilTask(http, type, caseId, Shown.FOUND, seen);
            }
            return untilTask(http, type, caseId, shown, seen).whenComplete((answer, failure) -> {
                if (failure == null) {
                    visible.add(System.nanoTime() - due);
                } else {
                    missing.incrementAndGet();
                }
            });
        });
        String at = perSecond + " cases a second: ";
        visible.into(figures, at + "open-case, due, to first task " + shown.words);
        figures.put(at + shown.words + ": cases refused or without a task", missing.get());
    }

    /** Opens a case; completes when its first task is shown. */
    private static CompletableFuture<Http.Answer> untilTask(
            Http http, String type, String caseId, Shown shown, Seen seen) {
        CompletableFuture<String> task = seen.firstTask(caseId).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return open(http, type, caseId)
                .thenCompose(answer -> answer.status() == CREATED
                        ? task
                        : CompletableFuture.failedFuture(new IllegalStateException("status " + answer.status())))
                .thenCompose(id -> untilShown(http, caseId, id, shown, System.nanoTime() + PATIENCE.toNanos()));
    }

    private static CompletableFuture<Http.Answer> untilShown(
            Http http, String caseId, String task, Shown shown, long deadline) {
        return http.get(shown.path(caseId, task)).thenCompose(answer -> {
            if (shown.by(answer, task)) {
                return CompletableFuture.completedFuture(answer);
            }
            if (System.nanoTime() > deadline) {
                return CompletableFuture.failedFuture(new IllegalStateException(task + " is not shown"));
            }
            return CompletableFuture.supplyAsync(() -> http, LATER)
                    .thenCompose(again -> untilShown(again, caseId, task, shown, deadline));
        });
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = WorkflowBenchmark.class.getResourceAsStream("/loan-review.bpmn")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("PROCESS_ID", process);
        }
    }

    /** When instances were started, by their id, and the first tasks of cases. */
    private static final class Seen {
        private final Map<String, Long> started = new ConcurrentHashMap<>();
        private final Set<String> commands = ConcurrentHashMap.newKeySet();
        private final Map<String, CompletableFuture<String>> firstTasks = new ConcurrentHashMap<>();

        CompletableFuture<String> firstTask(String caseId) {
            return firstTasks.computeIfAbsent(caseId, id -> new CompletableFuture<>());
        }

        void onSocket(JsonNode frame) {
            String subject = frame.at("/event/subject").asText();
            commands.add(frame.at("/event/commandid").asText());
            switch (frame.at("/event/type").asText()) {
                case "docket.process.started.v1" -> started.put(subject, System.nanoTime());
                case "docket.task.created.v1" -> {
                    String task = subject.substring("task/".length());
                    firstTask(EntityId.rootOf(task)).complete(task);
                }
                default -> {}
            }
        }
    }
}
