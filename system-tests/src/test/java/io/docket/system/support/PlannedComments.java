package io.docket.system.support;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Comments on many cases, all of them planned for one instant; when they came is what the log says. */
public final class PlannedComments {
    private static final Api WORKER = new Api("worker");
    private static final String COMMENTED = "docket.case.comment-added.v1";
    private static final String FIRED = "docket.schedule.fired.v1";
    private static final int PLANNERS = 16;

    private final String run = Fixtures.unique("planned");
    private final Map<TopicPartition, Long> before = KafkaLog.end();
    private final List<String> cases;

    private PlannedComments(String type, int many) {
        cases = IntStream.range(0, many)
                .<String>mapToObj(number -> WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                        .path("id"))
                .toList();
    }

    /** Opens so many cases, which take the comments in turn; nothing is planned yet. */
    public static PlannedComments onNewCases(int many) {
        return new PlannedComments(Fixtures.permitType(Map.of()), many);
    }

    /** Plans so many comments for the instant. Returns when all are accepted. */
    public void plan(int count, Instant due) {
        try (ExecutorService planners = Executors.newFixedThreadPool(PLANNERS)) {
            List<CompletableFuture<Void>> planned = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                String caseId = cases.get(number % cases.size());
                String body = run + '-' + number;
                planned.add(CompletableFuture.runAsync(() -> plan(caseId, body, due), planners));
            }
            planned.forEach(CompletableFuture::join);
        }
    }

    private static void plan(String caseId, String body, Instant due) {
        WORKER.accepted(
                "schedule-command",
                Map.of(
                        "caseId",
                        caseId,
                        "command",
                        "add-comment",
                        "data",
                        Map.of("caseId", caseId, "body", body),
                        "at",
                        due.toString()));
    }

    /** For each comment that has come: how late each time that it did, by the time of its event. */
    public Map<String, List<Duration>> late(Instant due) {
        return KafkaLog.since(before).stream()
                .filter(event -> event.type().equals(COMMENTED) && body(event).startsWith(run))
                .collect(groupingBy(
                        PlannedComments::body, mapping(event -> Duration.between(due, event.time()), toList())));
    }

    /** How late their schedules settled the occurrences: before that no comment goes out. */
    public List<Duration> settledLate(Instant due) {
        return KafkaLog.since(before).stream()
                .filter(event -> event.type().equals(FIRED))
                .map(event -> Duration.between(due, event.time()))
                .toList();
    }

    private static String body(EventEnvelope event) {
        return Json.tree(event.data()).path("body").asText();
    }
}
