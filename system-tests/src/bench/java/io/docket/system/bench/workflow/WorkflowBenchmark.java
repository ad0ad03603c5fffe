package io.docket.system.bench.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.bench.Benchmark;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Cases whose process has a user task: instances started in a second while more are waiting than the engine can start,
 * against the engine's own client; then, at half of that rate, how long until the first task of a case is in the list.
 */
public final class WorkflowBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int MOST_UNDER_WAY = 2_000;
    private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
    private static final int OPENED_PER_SECOND = 250;
    private static final int CREATED = 201;

    @Override
    public String name() {
        return "workflow";
    }

    @Override
    public Map<String, Object> run() throws Exception {
        String process = Fixtures.unique("bench-process");
        String bpmn = bpmn(process);
        Map<String, Object> figures = new LinkedHashMap<>();
        double plain = plain(process, bpmn);
        figures.put("the engine's own client: instances created per second", plain);
        new Api("demo").accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn));
        String type = Fixtures.permitType(Map.of("process", process));
        Seen seen = new Seen();
        try (Http http = new Http("demo", MOST_UNDER_WAY);
                LiveSubscriber subscriber = new LiveSubscriber("demo", seen::onSocket)) {
            subscriber.subscribe("s", Map.of("root", List.of(type + "-*")), "now");
            Awaitility.await().atMost(PATIENCE).until(() -> subscriber.subscribed("s"));
            open(http, type, "warm", WARM_UP, 20);
            double rate = startRate(http, type, seen);
            figures.put("cases opened over HTTP: instances started per second", rate);
            figures.put("of the engine's own client: percent", 100 * rate / plain);
            firstTask(http, type, (int) Math.max(1, rate / 2), figures);
        }
        return figures;
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
    private static double startRate(Http http, String type, Seen seen) {
        seen.started.clear();
        long began = System.nanoTime();
        int cases = open(http, type, "rate", WARM_UP, OPENED_PER_SECOND);
        Awaitility.await().atMost(PATIENCE).until(() -> seen.started.size() >= cases);
        long last = seen.started.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        return cases * 1e9 / (last - began);
    }

    /** Opens cases at a rate; answers how many were opened. */
    private static int open(Http http, String type, String prefix, Duration duration, int perSecond) {
        AtomicInteger opened = new AtomicInteger();
        new Rate(perSecond, MOST_UNDER_WAY)
                .run(duration, (i, due) -> open(http, type, type + '-' + prefix + '-' + i)
                        .thenAccept(answer -> opened.addAndGet(answer.status() == CREATED ? 1 : 0)));
        return opened.get();
    }

    private static CompletableFuture<Http.Answer> open(Http http, String type, String id) {
        return http.send("open-case", Map.of("caseType", type, "caseId", id, "data", Map.of()));
    }

    private static void firstTask(Http http, String type, int perSecond, Map<String, Object> figures) {
        Latencies visible = new Latencies();
        AtomicInteger missing = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        new Rate(perSecond, MOST_UNDER_WAY)
                .run(MEASURED, (i, due) -> {
                    String id = type + "-task-" + i;
                    return open(http, type, id)
                            .thenCompose(answer -> answer.status() == CREATED
                                    ? untilListed(http, id, due + PATIENCE.toNanos())
                                    : CompletableFuture.completedFuture(null))
                            .whenComplete((listed, failure) -> {
                                if (failure == null && listed == null) {
                                    refused.incrementAndGet();
                                } else if (failure == null && listed) {
                                    visible.add(System.nanoTime() - due);
                                } else {
                                    missing.incrementAndGet();
                                }
                            });
                });
        figures.put("at half of that rate: cases per second", perSecond);
        visible.into(figures, "open-case, due, to first task in the list");
        figures.put("cases not opened", refused.get());
        figures.put("cases without a task", missing.get());
    }

    private static CompletableFuture<Boolean> untilListed(Http http, String caseId, long deadline) {
        return http.get("/api/tasks?case=" + caseId).thenCompose(answer -> {
            if (answer.status() == 200 && !Json.tree(answer.body()).path("items").isEmpty()) {
                return CompletableFuture.completedFuture(true);
            }
            if (System.nanoTime() > deadline) {
                return CompletableFuture.completedFuture(false);
            }
            return CompletableFuture.supplyAsync(() -> http, LATER)
                    .thenCompose(again -> untilListed(again, caseId, deadline));
        });
    }

    private static String bpmn(String process) throws IOException {
        try (InputStream in = WorkflowBenchmark.class.getResourceAsStream("/loan-review.bpmn")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("PROCESS_ID", process);
        }
    }

    /** When instances were started, by case. */
    private static final class Seen {
        private final Map<String, Long> started = new ConcurrentHashMap<>();

        void onSocket(JsonNode frame) {
            if (frame.at("/event/type").asText().equals("docket.process.started.v1")) {
                started.put(frame.at("/event/subject").asText(), System.nanoTime());
            }
        }
    }
}
