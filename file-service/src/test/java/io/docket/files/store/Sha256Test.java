package io.docket.files.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Sha256Test {
    private static final String HEX = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    private static final String BASE64 = "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=";

    @Test
    void hex_and_base64_are_two_spellings_of_one_checksum() {
        assertThat(Sha256.toBase64(HEX)).isEqualTo(BASE64);
        assertThat(Sha256.toHex(BASE64)).isEqualTo(HEX);
    }

    @Test
    void a_stream_is_digested_to_its_end() throws IOException {
        assertThat(Sha256.of(new ByteArrayInputStream("hello world".getBytes(UTF_8))))
                .isEqualTo(HEX);
    }
}
