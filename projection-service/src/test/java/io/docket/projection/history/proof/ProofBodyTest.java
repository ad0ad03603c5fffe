package io.docket.projection.history.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProofBodyTest {
    private static final int MAX_BYTES = 1_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_body_of_the_greatest_size_is_read_as_it_is() throws IOException {
        byte[] all = new byte[MAX_BYTES];
        all[MAX_BYTES - 1] = -1;

        assertThat(new ProofBody(new ByteArrayInputStream(all), MAX_BYTES, LONG).readAllBytes())
                .isEqualTo(all);
        assertThat(new ProofBody(new ByteArrayInputStream(all, MAX_BYTES - 1, 1), MAX_BYTES, LONG).read())
                .isEqualTo(255);
    }

    @Test
    void one_byte_more_is_too_large() {
        ProofBody body = new ProofBody(new ByteArrayInputStream(new byte[MAX_BYTES + 1]), MAX_BYTES, LONG);

        HttpProblem problem = catchThrowableOfType(HttpProblem.class, body::readAllBytes);

        assertThat(problem.getStatusCode()).isEqualTo(413);
        assertThat(problem.getDetail()).contains("./docket verify");
    }

    @Test
    void a_client_that_dribbles_is_given_up() {
        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class, () -> new ProofBody(new Dribble(), MAX_BYTES, Duration.ofMillis(20)).readAllBytes());

        assertThat(problem.getStatusCode()).isEqualTo(408);
    }

    @Test
    void a_body_that_breaks_off_is_the_fault_of_the_client() {
        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class, () -> new ProofBody(new BrokenOff(), MAX_BYTES, LONG).readAllBytes());

        assertThat(problem.getStatusCode()).isEqualTo(400);
    }

    /** Sends the same spaces for ever, one by one. */
    private static final class Dribble extends InputStream {
        @Override
        public int read() {
            return ' ';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return 0;
        }
    }

    private static final class BrokenOff extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection closed");
        }
    }
}
