package io.docket.system.bench.workflow;

import io.docket.system.bench.load.Bulk;
import io.docket.system.bench.load.Http;
import io.docket.system.support.Fixtures;
import io.docket.system.support.LiveSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * As many commands as cases with a process and a user task take, in bulk, without process, bridge and engine: what a case and
 * its task cost when its process costs nothing.
 *
 * @param cases number of cases
 * @param commands commands for each of them, at least two: the first opens it, the second makes its task
 */
record CommandsAlone(int cases, int commands) {
    private static final int REQUESTS_UNDER_WAY = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(10);

    /** Cases in a second, until the event of each command was on a websocket. */
    double casesPerSecond(Http http) {
        String type = Fixtures.permitType(Map.of());
        AtomicInteger events = new AtomicInteger();
        try (LiveSubscriber subscriber = new LiveSubscriber("demo", frame -> {
            if (frame.has("event")) {
                events.incrementAndGet();
            }
        })) {
            subscriber.subscribe("s", Map.of("root", List.of(type + "-*")), "now");
            Awaitility.await().atMost(PATIENCE).until(() -> subscriber.subscribed("s"));
            Bulk bulk = new Bulk(http, REQUESTS_UNDER_WAY);
            long began = System.nanoTime();
            bulk.send(
                    "open-case", cases, i -> Map.of("caseType", type, "caseId", type + '-' + i, "data", Map.of()));
            bulk.send("create-task", cases, i -> Map.of("caseId", type + '-' + i, "name", "Review the application"));
            for (int command = 2; command < commands; command++) {
                Map<String, Integer> data = Map.of("floors", command);
                bulk.send("update-case", cases, i -> Map.of("caseId", type + '-' + i, "data", data));
            }
            Awaitility.await().pollInterval(LOOK).atMost(PATIENCE).until(() -> events.get() >= cases * commands);
            return cases * 1e9 / (System.nanoTime() - began);
        }
    }
}
