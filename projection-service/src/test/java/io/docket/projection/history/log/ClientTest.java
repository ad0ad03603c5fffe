package io.docket.projection.history.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ClientTest {
    private boolean gone;
    private final Client client = new Client(() -> gone);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void what_a_client_gets_is_what_is_written() throws IOException {
        OutputStream guarded = client.output(out);

        guarded.write('a');
        guarded.write(new byte[] {'b', 'c', 'd'}, 1, 2);
        guarded.flush();

        assertThat(out).hasToString("acd");
    }

    @Test
    void writing_to_a_client_that_is_gone_fails() {
        OutputStream guarded = client.output(out);

        gone = true;

        assertThatIOException().isThrownBy(() -> guarded.write('a'));
        assertThatIOException().isThrownBy(() -> guarded.write(new byte[3], 0, 3));
        assertThatIOException().isThrownBy(guarded::flush);
        assertThat(out.size()).isZero();
    }
}
