package io.docket.system.bench.history;

import io.docket.contracts.json.Json;
import io.docket.system.bench.Benchmark;
import io.docket.system.bench.load.Bulk;
import io.docket.system.bench.load.Cases;
import io.docket.system.bench.load.Http;
import io.docket.system.bench.load.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * A log as long as that of a bank's applications: how long a search takes, filter by filter, and how fast the whole of it is
 * streamed to one reader, over HTTP. The twin of the stream is a plain consumer of the topic.
 */
public final class HistoryBenchmark implements Benchmark {
    private static final int CASES = 5_000;
    private static final int EVENTS = 262_200;
    private static final int STREETS = 997;
    private static final int REQUESTS_UNDER_WAY = 2;
    private static final int SEARCHES = 300;
    private static final int STREAMS = 3;
    private static final int OK = 200;
    private static final Duration INDEXED = Duration.ofMinutes(10);

    private final Random random = new Random(9);

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Map<String, Object> run() throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Http http = new Http("demo", CASES)) {
            Cases cases = Cases.open(http, CASES);
            fill(http, cases, figures);
            search(http, cases, figures);
            stream(figures);
        }
        return figures;
    }

    private static void fill(Http http, Cases cases, Map<String, Object> figures) {
        int updates = EVENTS - CASES;
        long began = System.nanoTime();
        new Bulk(http, REQUESTS_UNDER_WAY)
                .send("update-case", updates, i -> Map.of(
                        "caseId",
                        cases.ids().get(i % CASES),
                        "data",
                        Map.of("street", "Elm Street " + i % STREETS, "floors", 1 + i)));
        figures.put("commands in bulk: per second", updates * 1e9 / (System.nanoTime() - began));
        Http.Answer last = http.send("update-case", cases.update(0)).join();
        String position = Json.tree(last.body()).path("position").asText();
        Awaitility.await()
                .atMost(INDEXED)
                .until(() -> http.after(position, "/api/history?limit=1").join().status() == OK);
    }

    private void search(Http http, Cases cases, Map<String, Object> figures) {
        Map<String, Supplier<String>> filters = new LinkedHashMap<>();
        filters.put("subject", () -> "subject=case/" + aCase(cases));
        filters.put("root", () -> "root=" + aCase(cases));
        filters.put("beginning of a subject", () -> "subject=case/" + aCase(cases) + "*");
        filters.put("type", () -> "type=docket.case.opened.v1");
        filters.put("actor", () -> "actor=demo");
        filters.put("words", () -> "text=elm%20" + random.nextInt(STREETS));
        filters.put("value in the data", () -> "data.floors=" + (1 + random.nextInt(EVENTS - CASES)));
        filters.put("type and value", () -> "type=docket.case.updated.v1&data.street=Elm%20Street%20" + random.nextInt(STREETS));
        filters.put("nothing", () -> "");
        filters.forEach((name, filter) -> {
            ask(http, filter, SEARCHES / 3);
            ask(http, filter, SEARCHES).into(figures, "search by " + name);
        });
    }

    private String aCase(Cases cases) {
        return cases.ids().get(random.nextInt(CASES));
    }

    private static Latencies ask(Http http, Supplier<String> filter, int searches) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < searches; i++) {
            String path = "/api/history?limit=50&" + filter.get();
            long began = System.nanoTime();
            Http.Answer answer = http.get(path).join();
            latencies.add(System.nanoTime() - began);
            if (answer.status() != OK) {
                throw new IllegalStateException(path + ": " + answer.status());
            }
        }
        return latencies;
    }

    private static void stream(Map<String, Object> figures) throws IOException, InterruptedException {
        for (int run = 1; run <= STREAMS; run++) {
            double plain = PlainConsumer.recordsPerSecond();
            double streamed = WholeStream.eventsPerSecond("demo");
            figures.put("stream of the log, run " + run + ": events per second", streamed);
            figures.put("plain consumer of the topic, run " + run + ": records per second", plain);
            figures.put("stream, of the plain consumer, run " + run + ": percent", 100 * streamed / plain);
        }
    }
}
