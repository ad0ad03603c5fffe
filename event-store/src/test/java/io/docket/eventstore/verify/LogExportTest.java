package io.docket.eventstore.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.contracts.chain.PublicKeys;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogExportTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private KeyFiles keys;
    private Path file;

    @BeforeEach
    void export() {
        keys = SigningKeys.in(folder, "checkpoint");
        file = folder.resolve("log.ndjson");
        MemoryLog log = new MemoryLog().write(7).seal(CheckpointSigner.of(keys)).write(1);
        LogExport.write(new LogName(MemoryLog.CLUSTER, MemoryLog.TOPIC), log, file);
    }

    @Test
    void an_export_is_verified_without_a_broker() {
        assertThat(verify("--file", file.toString(), "--keys=" + keys.publicKey()))
                .isZero();

        assertThat(out.toString(UTF_8))
                .contains("events of cluster cluster", "intact", "8 events verified, 7 of them sealed");
    }

    @Test
    void a_changed_line_is_a_fault_with_its_place() throws IOException {
        List<String> lines = Files.readAllLines(file);
        String spoilt = lines.get(4).replaceFirst("\"value\":\"e", "\"value\":\"f");
        lines.set(4, spoilt);
        Files.write(file, lines);

        assertThat(verify("--file", file.toString(), "--keys", folder.toString()))
                .isOne();

        assertThat(out.toString(UTF_8)).contains("CONTENT_CHANGED at 0-2, event ", "of account/account-2, number 3");
    }

    @Test
    void without_the_public_key_its_checkpoints_are_not_believed() {
        assertThat(verify("--file", file.toString())).isOne();

        assertThat(out.toString(UTF_8)).contains("CHECKPOINT_UNKNOWN_KEY");
    }

    @Test
    void what_cannot_be_verified_is_neither_intact_nor_a_fault() {
        assertThat(verify("--file", keys.publicKey().toString())).isEqualTo(2);
        assertThat(verify("--fiel", "x")).isEqualTo(2);
        assertThat(verify()).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .contains("is not an export of a log", "unknown option --fiel", "where is Kafka?");
    }

    @Test
    void a_line_that_cannot_be_read_is_not_verified() throws IOException {
        Files.writeString(file, Files.readString(file) + "{");

        assertThat(verify("--file", file.toString(), "--keys", folder.toString()))
                .isEqualTo(2);
    }

    @Test
    void a_record_of_a_partition_that_the_first_line_does_not_count_is_not_passed_over() throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.replaceAll(line -> line.replace("\"partition\":0", "\"partition\":1"));
        Files.write(file, lines);

        assertThat(verify("--file", file.toString(), "--keys", folder.toString()))
                .isEqualTo(2);

        assertThat(out.toString(UTF_8)).doesNotContain("intact");
        assertThat(err.toString(UTF_8))
                .contains("has a record of partition 1, but its first line says that there are 1 partitions");
    }

    @Test
    void a_log_that_was_shortened_with_its_checkpoints_is_found_by_the_head_that_was_kept() throws IOException {
        verify("--file", file.toString(), "--keys", folder.toString());
        String head = Pattern.compile("[0-9a-f]{64}")
                .matcher(out.toString(UTF_8))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        assertThat(verify("--file", file.toString(), "--keys", folder.toString(), "--head", "0:8:" + head))
                .isZero();
        List<String> lines = Files.readAllLines(file);
        lines.removeLast();
        lines.removeIf(line -> line.startsWith("{\"kind\":\"CHECKPOINT\""));
        Files.write(file, lines);
        out.reset();

        assertThat(verify("--file", file.toString(), "--head", "0:8:" + head)).isOne();

        assertThat(out.toString(UTF_8)).contains("LOG_TRUNCATED at 0-6, event ", "a head of number 8 is known");
    }

    @Test
    void a_log_whose_checkpoints_are_gone_is_not_verified_by_who_has_their_key() throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.removeIf(line -> line.startsWith("{\"kind\":\"CHECKPOINT\""));
        Files.write(file, lines);

        assertThat(verify("--file", file.toString(), "--keys", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        "verify: keys were given, but no checkpoint seals any of the 8 events: there is none yet, or all"
                                + " are gone" + System.lineSeparator());
        assertThat(verify("--file", file.toString())).as("without keys").isZero();
    }

    @Test
    void a_log_without_events_needs_no_checkpoint() {
        LogExport.write(new LogName(MemoryLog.CLUSTER, MemoryLog.TOPIC), new MemoryLog(), file);

        assertThat(verify("--file", file.toString(), "--keys", folder.toString()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0:8", "0:8:abc", "x:8:" + HASH, "-1:8:" + HASH, "0:-8:" + HASH, "0:8:" + HASH + ":"})
    void a_head_that_is_none_is_not_verified(String head) {
        assertThat(verify("--file", file.toString(), "--head", head)).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .startsWith("verify: a head is PARTITION:NUMBER:HASH, with a hash of 64 hex digits, and not " + head);
    }

    @Test
    void a_key_file_without_a_key_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicKeys.in(List.of(file)))
                .withMessageContaining("log.ndjson");
    }

    private int verify(String... arguments) {
        return Main.run(List.of(arguments), Map.of(), new PrintStream(out, true), new PrintStream(err, true));
    }
}
