package io.docket.contracts.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.envelope.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no proof, or not a whole one. */
class UnreadableProofTest {
    @TempDir
    private Path folder;

    private SignedLog log;
    private PublicKeys keys;

    @BeforeEach
    void log() throws IOException {
        log = SignedLog.ofTwoSpansAndAnUnsealedTail();
        keys = log.publicKeys(folder);
    }

    @Test
    void a_file_that_is_cut_says_where() throws Exception {
        byte[] proof = proof();
        for (int length = 0; length < proof.length - 1; length += 7) {
            byte[] cut = Arrays.copyOf(proof, length);
            assertThatExceptionOfType(UnreadableProofException.class)
                    .isThrownBy(() -> verify(cut))
                    .withMessageContaining("not a proof: ");
        }
        assertThatExceptionOfType(UnreadableProofException.class)
                .isThrownBy(() -> verify(Arrays.copyOf(proof, proof.length / 2)))
                .withMessageContaining("it ends too early")
                .withMessageContaining("of the log");
    }

    @Test
    void forty_megabytes_of_nonsense_are_refused_at_their_beginning() throws Exception {
        byte[] nonsense = new byte[40 << 20];
        Arrays.fill(nonsense, (byte) 'x');
        InputStream oneText = new SequenceInputStream(stream("{\"title\":\"".getBytes(UTF_8)), stream(nonsense));

        assertThatExceptionOfType(UnreadableProofException.class).isThrownBy(() -> verify(nonsense));
        assertThatExceptionOfType(UnreadableProofException.class)
                .isThrownBy(() -> new ProofVerifier(keys, ProofExpectation.ANY).verify(oneText));
    }

    @Test
    void something_after_the_end_is_refused() throws Exception {
        byte[] proof = (new String(proof(), UTF_8) + "{}").getBytes(UTF_8);

        assertThatExceptionOfType(UnreadableProofException.class)
                .isThrownBy(() -> verify(proof))
                .withMessageContaining("something follows its end");
    }

    private void verify(byte[] proof) throws IOException, UnreadableProofException {
        new ProofVerifier(keys, ProofExpectation.ANY).verify(stream(proof));
    }

    private byte[] proof() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.prove(ProofScope.of("acme", new Subject("task", "P-1~t")), out);
        return out.toByteArray();
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
