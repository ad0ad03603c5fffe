package io.docket.projection.history.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.docket.projection.history.log.Client;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ProofResourceTest {
    private static final int LINKS = 1_000;

    private final ProofTurns turns = new ProofTurns(new OneAtATime());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_proof_whose_client_is_gone_is_not_written_to_its_end_and_gives_its_turn_back() {
        Client gone = new Client(() -> out.size() > 0);
        StreamingOutput proof = ProofResource.body(ProofResourceTest::write, turns, gone);

        assertThatIOException().isThrownBy(() -> proof.write(out));

        assertThat(out.size()).isOne();
        assertThat(turns.<Integer, RuntimeException>now(() -> 1)).isOne();
    }

    private static void write(OutputStream to) throws IOException {
        for (int link = 0; link < LINKS; link++) {
            to.write('x');
        }
    }
}
