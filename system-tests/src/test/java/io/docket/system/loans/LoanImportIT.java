package io.docket.system.loans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.Api;
import io.docket.system.support.CommandLine;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.LiveSubscriber;
import io.docket.system.support.Platform;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bank's applications run through the platform; what comes out is compared with what the file says by itself. The
 * slice is {@code -Ddocket.import.traces} long; {@code ./docket bench import} runs the whole log.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LoanImportIT {
    private static final String MAPPING = "loan-application";
    private static final String TYPE = Fixtures.unique(MAPPING);
    private static final int TRACES = Integer.getInteger("docket.import.traces", 500);
    private static final long IMPORT_SECONDS = 1200;
    private static final Duration CATCH_UP = Duration.ofMinutes(3);
    private static final TypeReference<TreeMap<String, Integer>> STAGES = new TypeReference<>() {};
    private static final Api DEMO = new Api("demo");

    @TempDir
    private static Path folder;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private Path file;
    private LogTruth truth;
    private JsonNode summary;
    private List<EventEnvelope> log;

    @BeforeAll
    void import_the_log_while_somebody_listens() throws Exception {
        var before = KafkaLog.end();
        file = LoanLog.in(folder);
        truth = LogTruth.of(file, TRACES);
        Path summaryFile = folder.resolve("summary.json");
        try (var live = new LiveSubscriber(
                "demo", frame -> heard.add(frame.at("/event/id").asText()))) {
            live.subscribe(
                    "loans",
                    Map.of("caseType", List.of(TYPE), "type", List.of("docket.case.*", "docket.task.*")),
                    "now");
            await().atMost(CATCH_UP).until(() -> live.subscribed("loans"));

            CommandLine.Finished run = CommandLine.run(
                    folder.resolve("import.log"),
                    IMPORT_SECONDS,
                    "import",
                    file.toString(),
                    "--mapping",
                    MAPPING,
                    "--case-type",
                    TYPE,
                    "--limit-traces",
                    Integer.toString(TRACES),
                    "--summary-json",
                    summaryFile.toString());

            assertThat(run.exit()).as(run.output()).isZero();
            summary = Json.mapper().readTree(Files.readAllBytes(summaryFile));
            System.out.println("import: " + summary);
            log = loanEvents(KafkaLog.since(before));
            await().atMost(CATCH_UP).until(() -> live.closed() != null || heard.size() >= log.size());
            assertThat(live.closed()).isNull();
        }
    }

    private static List<EventEnvelope> loanEvents(List<EventEnvelope> all) {
        Set<String> roots = new HashSet<>();
        List<EventEnvelope> events = new ArrayList<>();
        for (EventEnvelope event : all) {
            if (event.type().equals("docket.case.opened.v1")
                    && Json.tree(event.data()).path("caseType").asText().equals(TYPE)) {
                roots.add(event.root());
            }
            if (roots.contains(event.root())) {
                events.add(event);
            }
        }
        return events;
    }

    @Test
    void each_event_of_the_file_is_accounted_for_by_exactly_one_primary_command() {
        assertThat(summary.path("traces").asInt()).isEqualTo(truth.traces());
        assertThat(summary.path("events").asInt()).isEqualTo(truth.events());
        assertThat(summary.path("primaryCommands").asInt()).isEqualTo(truth.events());
        assertThat(summary.path("accepted").asInt()).isGreaterThanOrEqualTo(truth.events());
        assertThat(summary.path("rejected").asInt()).isZero();
    }

    @Test
    void the_log_holds_every_case_gap_free_from_one() {
        Map<String, Long> versions = new HashMap<>();
        List<String> gaps = new ArrayList<>();

        for (EventEnvelope event : log) {
            long before = versions.getOrDefault(event.subject().toString(), 0L);
            if (event.sequence() != before + 1) {
                gaps.add(event.subject() + " " + before + " -> " + event.sequence());
            }
            versions.put(event.subject().toString(), event.sequence());
        }

        assertThat(gaps).isEmpty();
        assertThat(versions.keySet().stream().filter(subject -> subject.startsWith("case/")))
                .hasSize(truth.traces());
    }

    @Test
    void every_task_lives_a_legal_life() {
        TaskLegality legality = new TaskLegality();

        log.stream().filter(event -> event.subject().entity().equals("task")).forEach(legality::take);

        assertThat(legality.broken()).isEmpty();
        assertThat(legality.tasks()).isPositive();
    }

    @Test
    void the_employees_of_the_file_are_the_actors() {
        Set<String> actors = new HashSet<>();
        log.forEach(event -> actors.add(event.submitter() == null ? "" : event.actor()));
        actors.remove("");

        assertThat(actors).isEqualTo(truth.resources());
    }

    @Test
    void a_subscriber_from_before_heard_every_event_once_and_in_order() {
        Map<String, List<String>> expected = new TreeMap<>();
        Map<String, String> rootOf = new HashMap<>();
        for (EventEnvelope event : log) {
            expected.computeIfAbsent(event.root(), root -> new ArrayList<>()).add(event.id());
            rootOf.put(event.id(), event.root());
        }
        Map<String, List<String>> received = new TreeMap<>();
        for (String id : heard) {
            received.computeIfAbsent(rootOf.getOrDefault(id, "?"), root -> new ArrayList<>())
                    .add(id);
        }

        assertThat(received).isEqualTo(expected);
    }

    @Test
    void documents_hold_the_same_cases_stages_and_amounts_as_the_file() {
        await().atMost(CATCH_UP).untilAsserted(() -> {
            Map<String, Integer> stages = new TreeMap<>();
            BigDecimal amount = BigDecimal.ZERO;
            for (Document loan : documents()) {
                stages.merge(loan.getString("stage"), 1, Integer::sum);
                amount = amount.add(
                        new BigDecimal(loan.get("data", Document.class).getString("amountRequested")));
            }
            assertThat(stages).isEqualTo(truth.finalStages());
            assertThat(amount).isEqualByComparingTo(truth.amountRequested());
        });
    }

    private static List<Document> documents() {
        try (var mongo = MongoClients.create(Platform.mongo())) {
            List<Document> documents = new ArrayList<>();
            mongo.getDatabase("docket")
                    .getCollection("cases")
                    .find(Filters.eq("view.doc.caseType", TYPE))
                    .forEach(stored -> documents.add(stored.getEmbedded(List.of("view", "doc"), Document.class)));
            return documents;
        }
    }

    @Test
    void the_statistics_of_the_api_and_of_redis_say_the_same() {
        await().atMost(CATCH_UP).untilAsserted(() -> {
            JsonNode stats = Json.tree(DEMO.request().get("/api/stats").asByteArray());
            assertThat(stats.path("source").asText()).isEqualTo("redis");
            JsonNode loans = stats.at("/caseTypes/" + TYPE);
            assertThat(loans.path("cases").asInt()).isEqualTo(truth.traces());
            assertThat(Json.mapper().convertValue(loans.path("perStage"), STAGES))
                    .isEqualTo(truth.finalStages());
        });
    }

    @Test
    void importing_again_changes_nothing() throws Exception {
        var before = KafkaLog.end();

        CommandLine.Finished again = CommandLine.run(
                folder.resolve("again.log"),
                IMPORT_SECONDS,
                "import",
                file.toString(),
                "--mapping",
                MAPPING,
                "--case-type",
                TYPE,
                "--limit-traces",
                Integer.toString(Math.min(TRACES, 200)));

        assertThat(again.exit()).as(again.output()).isZero();
        assertThat(KafkaLog.since(before)).isEmpty();
    }
}
