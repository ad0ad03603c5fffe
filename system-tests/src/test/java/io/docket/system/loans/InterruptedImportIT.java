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
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedImportIT {
    private static final int TRACES = 300;
    private static final int UNDER_WAY = 200;
    private static final int DEFINITIONS = 1;
    private static final long IMPORT_SECONDS = 300;

    private final String type = Fixtures.unique("interrupted");

    @Test
    void an_import_killed_in_the_middle_goes_on_without_a_duplicate(@TempDir Path folder) throws Exception {
        var before = KafkaLog.end();
        Optional<Path> permits = LoanLog.real("receipt.xes.gz");
        String[] arguments = permits.isPresent()
                ? arguments(permits.get(), "permit", folder)
                : arguments(LoanLog.in(folder), "loan-application", folder);
        Process first = CommandLine.start(folder.resolve("first.log"), arguments);
        await().atMost(Duration.ofSeconds(IMPORT_SECONDS))
                .until(() -> KafkaLog.since(before).size() > UNDER_WAY || !first.isAlive());
        first.destroyForcibly().waitFor();

        CommandLine.Finished second = CommandLine.run(folder.resolve("second.log"), IMPORT_SECONDS, arguments);

        assertThat(second.exit()).as(second.output()).isZero();
        int planned = Json.tree(Files.readAllBytes(folder.resolve("summary.json")))
                .path("planned")
                .asInt();
        Map<String, Long> versions = versions(before);
        assertThat(versions.keySet())
                .filteredOn(subject -> subject.startsWith("case/"))
                .hasSize(TRACES);
        assertThat(versions.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(planned - DEFINITIONS);
    }

    private String[] arguments(Path log, String mapping, Path folder) {
        return new String[] {
            "import",
            log.toString(),
            "--mapping",
            mapping,
            "--case-type",
            type,
            "--limit-traces",
            Integer.toString(TRACES),
            "--summary-json",
            folder.resolve("summary.json").toString()
        };
    }

    private Map<String, Long> versions(Map<TopicPartition, Long> before) {
        Map<String, Long> versions = new HashMap<>();
        for (EventEnvelope event : KafkaLog.since(before)) {
            if (event.root().startsWith(type + ".")) {
                String subject = event.subject().toString();
                assertThat(event.sequence()).isEqualTo(versions.getOrDefault(subject, 0L) + 1);
                versions.put(subject, event.sequence());
            }
        }
        return versions;
    }
}
