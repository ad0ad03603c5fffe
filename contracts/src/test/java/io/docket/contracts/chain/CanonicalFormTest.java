package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
    /** Pins the format: another implementation must come to the same bytes. */
    @Test
    void the_form_is_what_its_documentation_says() {
        CanonicalForm form = form("k", "v").header("b", bytes("2")).header("a", null);

        assertThat(HexFormat.of().formatHex(form.bytes()))
                .isEqualTo(HexFormat.of().formatHex(bytes("docket.event.1"))
                        + "00000001" + "6b"
                        + "00000001" + "76"
                        + "00000002"
                        + "00000001" + "61" + "ffffffff"
                        + "00000001" + "62" + "00000001" + "32");
    }

    @Test
    void the_order_of_different_headers_does_not_matter() {
        assertThat(form("k", "v")
                        .header("a", bytes("1"))
                        .header("b", bytes("2"))
                        .digest())
                .isEqualTo(form("k", "v")
                        .header("b", bytes("2"))
                        .header("a", bytes("1"))
                        .digest());
    }

    @Test
    void the_order_of_equal_headers_does_matter() {
        assertThat(form("k", "v")
                        .header("a", bytes("1"))
                        .header("a", bytes("2"))
                        .digest())
                .isNotEqualTo(form("k", "v")
                        .header("a", bytes("2"))
                        .header("a", bytes("1"))
                        .digest());
    }

    @Test
    void parts_cannot_borrow_bytes_from_their_neighbours() {
        assertThat(form("ab", "c").digest()).isNotEqualTo(form("a", "bc").digest());
        assertThat(form("k", "v").header("ab", bytes("c")).digest())
                .isNotEqualTo(form("k", "v").header("a", bytes("bc")).digest());
        assertThat(form("k", "v").header("a", null).digest())
                .isNotEqualTo(form("k", "v").header("a", new byte[0]).digest());
    }

    @Test
    void the_headers_of_the_chain_are_not_part_of_it() {
        assertThat(form("k", "v")
                        .header("ce_prevhash", bytes("1"))
                        .header("ce_chainnumber", bytes("1"))
                        .digest())
                .isEqualTo(form("k", "v").digest());
    }

    private static CanonicalForm form(String key, String value) {
        return new CanonicalForm(bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
