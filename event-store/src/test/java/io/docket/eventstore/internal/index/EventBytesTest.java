package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever stands in a header is read back byte by byte, packed or not. */
class EventBytesTest {
    private static final String ID = "01939b2e-7d5c-7c1a-8a55-3f0c2a5477aa";
    private static final String HASH = "00ff".repeat(16);

    @Property(tries = 500)
    void every_header_is_read_back(@ForAll("names") String name, @ForAll("values") byte[] value) {
        assertThat(readBack(name, value, HeaderBytes.NONE)).isEqualTo(value);
        assertThat(readBack(name, value, value.clone())).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("ce_id", "ce_prevhash", "content-type"),
                Arbitraries.strings().ofMaxLength(40));
    }

    @Provide
    Arbitrary<byte[]> values() {
        Arbitrary<String> almostPacked = Arbitraries.of(ID, HASH, ID.toUpperCase(), HASH.toUpperCase())
                .flatMap(text -> Arbitraries.integers()
                        .between(0, text.length() - 1)
                        .flatMap(place -> Arbitraries.of('-', '0', 'a', 'g', 'F', ' ', 'é')
                                .map(other -> text.substring(0, place) + other + text.substring(place + 1))));
        return Arbitraries.oneOf(
                Arbitraries.of(ID, HASH).map(text -> text.getBytes(UTF_8)),
                almostPacked.map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(80));
    }

    @Test
    void a_missing_value_stays_missing() {
        assertThat(readBack("ce_reason", null, HeaderBytes.NONE)).isNull();
        assertThat(readBack("ce_reason", null, null)).isNull();
    }

    @Test
    void ids_and_hashes_take_their_bytes_alone() {
        assertThat(written("ce_id", ID.getBytes(UTF_8), HeaderBytes.NONE)).hasSize(2 + 16);
        assertThat(written("ce_prevhash", HASH.getBytes(UTF_8), HeaderBytes.NONE))
                .hasSize(2 + 32);
        assertThat(written("ce_commandid", ID.getBytes(UTF_8), ID.getBytes(UTF_8)))
                .hasSize(2);
    }

    private static byte[] written(String name, byte[] value, byte[] before) {
        ByteSink out = new ByteSink(1);
        HeaderBytes.write(name, value, before, out);
        return out.toBytes();
    }

    private static byte[] readBack(String name, byte[] value, byte[] before) {
        ByteBuffer in = ByteBuffer.wrap(written(name, value, before));
        assertThat(HeaderBytes.name(in)).isEqualTo(name);
        byte[] read = HeaderBytes.value(before, in);
        assertThat(in.hasRemaining()).isFalse();
        return read;
    }
}
