package io.docket.system.loans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.system.support.CommandLine;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfEnvironmentVariable(
        named = "DOCKET_EVENT_LOGS",
        matches = ".+",
        disabledReason = "DOCKET_EVENT_LOGS names no folder with receipt.xes.gz")
class InterruptedImportIT {
    private static final int TRACES = 300;
    private static final int UNDER_WAY = 200;
    private static final long IMPORT_SECONDS = 300;

    private final String type = Fixtures.unique("permit");

    @Test
    void an_import_killed_in_the_middle_goes_on_without_a_duplicate(@TempDir Path folder) throws Exception {
        long before = KafkaLog.count();
        Process first = CommandLine.start(folder.resolve("first.log"), arguments(folder));
        await().atMost(Duration.ofSeconds(IMPORT_SECONDS))
                .until(() -> KafkaLog.count() > before + UNDER_WAY || !first.isAlive());
        first.destroyForcibly().waitFor();

        CommandLine.Finished second = CommandLine.run(folder.resolve("second.log"), IMPORT_SECONDS, arguments(folder));

        assertThat(second.exit()).as(second.output()).isZero();
        int events = Json.tree(Files.readAllBytes(folder.resolve("summary.json")))
                .path("events")
                .asInt();
        Map<String, Long> versions = versions();
        assertThat(versions).hasSize(TRACES);
        assertThat(versions.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(events);
    }

    private String[] arguments(Path folder) {
        return new String[] {
            "import",
            Path.of(System.getenv("DOCKET_EVENT_LOGS"), "receipt.xes.gz").toString(),
            "--mapping",
            "permit",
            "--case-type",
            type,
            "--limit-traces",
            Integer.toString(TRACES),
            "--summary-json",
            folder.resolve("summary.json").toString()
        };
    }

    private Map<String, Long> versions() {
        Map<String, Long> versions = new HashMap<>();
        List<EventEnvelope> log = KafkaLog.events();
        for (EventEnvelope event : log) {
            if (event.subject().entity().equals("case") && event.root().startsWith(type + ".")) {
                assertThat(event.sequence()).isEqualTo(versions.getOrDefault(event.root(), 0L) + 1);
                versions.put(event.root(), event.sequence());
            }
        }
        return versions;
    }
}
