package io.docket.projection.history.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.proof.ProofExpectation;
import io.docket.contracts.proof.ProofVerifier;
import io.docket.projection.history.log.Client;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
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

    @Test
    void a_proof_that_a_client_dribbles_gives_its_turn_back() {
        ProofVerifier verifier =
                new ProofVerifier(PublicKeys.in(List.of()), new ProofExpectation("cluster", "topic", 0));

        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class, () -> ProofResource.verdict(verifier, new Spaces(), turns, new OneAtATime()));

        assertThat(problem.getStatusCode()).isEqualTo(408);
        assertThat(turns.<Integer, RuntimeException>now(() -> 1)).isOne();
    }

    /** A body that ends long after a client has to be done, byte by byte. */
    private static final class Spaces extends InputStream {
        private int left = 200_000_000;

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = ' ';
            return left-- > 0 ? 1 : -1;
        }
    }

    private static void write(OutputStream to) throws IOException {
        for (int link = 0; link < LINKS; link++) {
            to.write('x');
        }
    }
}
