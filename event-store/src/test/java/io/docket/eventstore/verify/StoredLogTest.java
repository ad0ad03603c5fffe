package io.docket.eventstore.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.PemFile;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.eventstore.internal.checkpoint.CheckpointRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log with checkpoints as a former build wrote and signed it: every later build must verify it. The private key is gone, so
 * that nobody can seal another one in its place.
 */
class StoredLogTest {
    private static final Path FOLDER = Path.of("src/test/corpus/log");
    private static final Path LOG = FOLDER.resolve("log.ndjson");
    private static final Path PUBLIC_KEY = FOLDER.resolve("checkpoint.pub.pem");
    private static final String KEY_ID = "84f711bc5a5150bb5facfec9e4c53655ecc5c926062a97f00f37b1bd7aea96ff";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_log_that_a_former_build_sealed_is_intact() throws IOException, GeneralSecurityException {
        assertThat(PemFile.idOf(PemFile.publicKey(PUBLIC_KEY))).isEqualTo(KEY_ID);

        assertThat(verify(LOG)).isZero();

        assertThat(out.toString(UTF_8))
                .contains("8 events verified, 7 of them sealed by a checkpoint, 2 written before the chain.");
    }

    @Test
    void a_checkpoint_is_written_again_as_it_was() throws IOException {
        assertThat(checkpoints()).hasSize(3).allSatisfy(stored -> {
            ProducerRecord<byte[], byte[]> written =
                    CheckpointRecord.of(SignedCheckpoint.of(stored.value()), "docket.checkpoints");
            assertThat(written.key()).isEqualTo(stored.key());
            assertThat(written.value()).isEqualTo(stored.value());
            assertThat(written.partition()).isEqualTo(stored.partition());
            assertThat(written.headers()).isEmpty();
        });
    }

    @Test
    void an_export_is_written_again_as_it_was(@TempDir Path folder) throws IOException {
        Path copy = folder.resolve("copy.ndjson");
        try (LogExport export = LogExport.open(LOG)) {
            LogExport.write(export.name(), export, copy);
        }

        assertThat(copy).hasSameBinaryContentAs(LOG);
    }

    private int verify(Path file) {
        PrintStream print = new PrintStream(out, true);
        return Main.run(List.of("--file", file.toString(), "--keys", PUBLIC_KEY.toString()), Map.of(), print, print);
    }

    private static List<LoggedRecord> checkpoints() {
        try (LogExport export = LogExport.open(LOG)) {
            return IntStream.range(0, export.partitions())
                    .boxed()
                    .flatMap(partition -> {
                        try (Stream<LoggedRecord> found = export.checkpoints(partition)) {
                            return found.toList().stream();
                        }
                    })
                    .toList();
        }
    }
}
