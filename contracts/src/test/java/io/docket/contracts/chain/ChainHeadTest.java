package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainHeadTest {
    private static final byte[] DIGEST = new byte[32];

    private final ChainHead genesis = ChainHead.genesis("events", 1);

    /** Pins the format: another implementation must come to the same hashes. */
    @Test
    void the_hashes_stay_what_they_are() {
        assertThat(genesis.toString()).isEqualTo("0:5e93878d7a519e20e376f593f017bf9f07867259d2414338b4b492d164353c79");
        assertThat(genesis.after(ChainLink.ABSENT, DIGEST).toString())
                .isEqualTo("1:f0fe11bc9598f71172f43daa5188c669fc23ec6559db00b22acc6bd294460533");
    }

    @Test
    void every_partition_of_every_topic_begins_in_its_own_way() {
        assertThat(genesis.hex()).isNotEqualTo(ChainHead.genesis("events", 2).hex());
        assertThat(genesis.hex()).isNotEqualTo(ChainHead.genesis("other", 1).hex());
    }

    @Test
    void only_its_own_link_is_accepted() {
        ChainHead first = genesis.after(genesis.link(), DIGEST);

        assertThat(first.accepts(first.link())).isTrue();
        assertThat(first.accepts(genesis.link())).isFalse();
        assertThat(genesis.accepts(first.link())).isFalse();
    }

    @Test
    void an_absent_link_is_accepted_until_the_first_one() {
        ChainHead old = genesis.after(ChainLink.ABSENT, DIGEST);
        assertThat(old.accepts(ChainLink.ABSENT)).isTrue();

        ChainHead begun = old.after(old.link(), DIGEST);

        assertThat(begun.accepts(ChainLink.ABSENT)).isFalse();
    }

    @Test
    void a_header_that_is_there_twice_is_not_accepted() {
        ChainLink link = ChainLink.ABSENT.with("ce_chainnumber", bytes("1")).with("ce_prevhash", bytes(genesis.hex()));
        assertThat(genesis.accepts(link)).isTrue();

        assertThat(genesis.accepts(link.with("ce_prevhash", bytes(genesis.hex()))))
                .isFalse();
        assertThat(genesis.accepts(link.with("ce_chainnumber", bytes("1")))).isFalse();
    }

    @Test
    void a_number_or_hash_that_is_written_otherwise_is_not_accepted() {
        assertThat(genesis.accepts(new ChainLink(true, genesis.hex().toUpperCase(), 1)))
                .isFalse();
        assertThat(ChainLink.ABSENT.with("ce_chainnumber", bytes("01")).number())
                .isEqualTo(-1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
