package io.docket.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.proof.ProofScope;
import io.docket.contracts.proof.SignedLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    @TempDir
    private Path folder;

    private final SignedLog log = new SignedLog("cluster", "docket.events", 2, 5);
    private final StringWriter out = new StringWriter();
    private Path proof;
    private Path key;

    @BeforeEach
    void aProof() throws IOException {
        log.event("acme", "case/P-1")
                .event("globex", "case/P-2")
                .event("acme", "case/P-1")
                .seal();
        log.publicKeys(folder);
        key = folder.resolve("checkpoint.pub.pem");
        proof = write();
    }

    private Path write() throws IOException {
        Path file = folder.resolve("case-P-1.proof.json");
        try (OutputStream stream = Files.newOutputStream(file)) {
            log.prove(ProofScope.of("acme", new Subject("case", "P-1")), stream);
        }
        return file;
    }

    @Test
    void a_true_proof_is_intact() {
        int code = run(proof.toString(), "--key", key.toString());

        assertThat(out.toString())
                .contains("case/P-1 of acme")
                .contains("case/P-1: versions 1 to 2")
                .contains("2 events, 1 digests of others, 1 checkpoints")
                .contains("intact: every event is sealed");
        assertThat(code).isZero();
    }

    @Test
    void a_broken_proof_says_where_in_one_line() throws IOException {
        String text = Files.readString(proof);
        Files.writeString(proof, text.replaceFirst("somebody", "somebodx"));

        int code = run(proof.toString(), "--key", key.toString());

        assertThat(out.toString().strip())
                .isEqualTo(
                        "CONTENT_CHANGED at 2-0, event event-0 of case/P-1, number 1: it is not what the chain goes on"
                                + " from");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void events_that_no_checkpoint_seals_are_not_proven() throws IOException {
        log.event("acme", "case/P-1");
        proof = write();

        int code = run(proof.toString(), "--key", key.toString());

        assertThat(out.toString()).contains("the last 1 events are not sealed by a checkpoint yet");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void half_a_file_is_no_proof() throws IOException {
        byte[] whole = Files.readAllBytes(proof);
        Files.write(proof, Arrays.copyOf(whole, whole.length / 2));

        int code = run(proof.toString(), "--key", key.toString());

        assertThat(out.toString().lines()).singleElement().asString().startsWith("not a proof: it ends too early");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void nonsense_is_no_proof() throws IOException {
        Files.write(proof, "x".repeat(40 << 20).getBytes(UTF_8));

        int code = run(proof.toString(), "--key", key.toString());

        assertThat(out.toString().lines()).singleElement().asString().startsWith("not a proof: no JSON, at byte ");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void a_version_that_is_not_reached_is_told() {
        int code = run(proof.toString(), "--key", key.toString(), "--version-reached", "3");

        assertThat(out.toString()).contains("the proof ends with version 2 of case/P-1, version 3 is wanted");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void a_proof_of_another_cluster_is_refused() {
        int code = run(proof.toString(), "--key", key.toString(), "--cluster", "elsewhere");

        assertThat(out.toString()).startsWith("OTHER_LOG");
        assertThat(code).isEqualTo(1);
    }

    private int run(String... arguments) {
        return new CommandLine(new VerifyCommand(Map.of("DOCKET_HOME", folder.toString())::get))
                .setOut(new PrintWriter(out))
                .execute(arguments);
    }
}
