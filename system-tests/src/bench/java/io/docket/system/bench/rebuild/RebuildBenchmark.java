package io.docket.system.bench.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Http;
import io.docket.system.bench.load.Latencies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * All views are built anew in the service as it runs, with HTTP, Redis, search index and data lake beside it, from whatever the log
 * holds, while one caller reads lists, one after the other.
 */
public final class RebuildBenchmark implements Benchmark {
    private static final String PROJECTIONS = "/api/admin/projections";
    private static final String LIST = "/api/cases?limit=20&sort=-updatedAt";
    private static final int CONNECTIONS = 4;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Override
    public String name() {
        return "rebuild-in-service";
    }

    @Override
    public Map<String, Object> run() {
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Http http = new Http("demo", CONNECTIONS)) {
            Map<String, Integer> before = serving(http);
            Latencies reads = new Latencies();
            AtomicInteger failed = new AtomicInteger();
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> read(http, reads, failed, done));
            long began = System.nanoTime();
            int status = http.post(PROJECTIONS + "/all/rebuild").join().status();
            if (status != ACCEPTED) {
                throw new IllegalStateException("rebuild: " + status);
            }
            Awaitility.await().atMost(LIMIT).pollInterval(LOOK_EVERY).until(() -> serving(http).entrySet().stream()
                    .allMatch(view -> view.getValue() > before.get(view.getKey())));
            figures.put("views", before.size());
            figures.put("seconds until all were switched", (System.nanoTime() - began) / 1e9);
            done.set(true);
            reader.join();
            reads.into(figures, "lists read meanwhile");
            figures.put("lists read meanwhile that failed", failed.get());
        }
        return figures;
    }

    private static Map<String, Integer> serving(Http http) {
        Map<String, Integer> generations = new LinkedHashMap<>();
        for (JsonNode view : Json.tree(http.get(PROJECTIONS).join().body()).path("items")) {
            generations.put(
                    view.path("name").asText(), view.path("servingGeneration").asInt());
        }
        return generations;
    }

    private static void read(Http http, Latencies reads, AtomicInteger failed, AtomicBoolean done) {
        while (!done.get()) {
            long began = System.nanoTime();
            int status = http.get(LIST).join().status();
            reads.add(System.nanoTime() - began);
            if (status != OK) {
                failed.incrementAndGet();
            }
        }
    }
}
