package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogIdentityTest {
    /** The first four bytes of the SHA-256 of {@code cluster/topic}. */
    private static final int NUMBER = 0x569022d4;

    @Test
    void its_number_is_made_of_both_ids() {
        assertThat(new LogIdentity("cluster", "topic").number()).isEqualTo(NUMBER);
        assertThat(new LogIdentity("cluster", "again").number()).isNotEqualTo(NUMBER);
    }
}
