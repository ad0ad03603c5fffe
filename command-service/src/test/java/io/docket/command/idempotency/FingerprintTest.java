package io.docket.command.idempotency;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static String of(String payload) {
        return Fingerprint.of("open-case", json(payload), null, "ann");
    }

    @Test
    void the_order_of_members_and_white_space_do_not_matter() {
        assertThat(of("{\"a\":1,\"b\":{\"c\":2,\"d\":[1,2]}}"))
                .isEqualTo(of("{ \"b\":{\"d\":[1,2],\"c\":2},\"a\":1 }"));
    }

    @Test
    void everything_else_matters() {
        assertThat(of("{\"a\":[1,2]}")).isNotEqualTo(of("{\"a\":[2,1]}"));
        assertThat(of("{\"a\":1}")).isNotEqualTo(of("{\"a\":\"1\"}"));
        assertThat(of("{\"a\":\"b\",\"c\":\"d\"}")).isNotEqualTo(of("{\"a\":\"b\\\"1:c\\\"1:d\"}"));
        assertThat(of("{\"a\":null}")).isNotEqualTo(of("{}"));
        assertThat(of("{}")).isNotEqualTo(Fingerprint.of("open-case", json("{}"), 1L, "ann"));
        assertThat(of("{}")).isNotEqualTo(Fingerprint.of("open-case", json("{}"), null, "bob"));
        assertThat(of("{}")).isNotEqualTo(Fingerprint.of("move-case", json("{}"), null, "ann"));
    }

    @Test
    void a_key_gives_the_same_id_in_one_tenant_and_another_in_the_next() {
        assertThat(CommandIds.of("acme", "k")).isEqualTo(CommandIds.of("acme", "k"));
        assertThat(CommandIds.of("acme", "k")).isNotEqualTo(CommandIds.of("globex", "k"));
    }
}
