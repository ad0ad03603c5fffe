package io.docket.eventstore.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.ChainHead;
import org.junit.jupiter.api.Test;

class ChainStateTest {
    @Test
    void a_state_survives_its_bytes() {
        ChainState state = ChainState.empty("events", 1)
                .after(ChainHead.genesis("events", 1).link(), new byte[32], 17)
                .sealedTo(1);

        assertThat(ChainState.of(state.toBytes())).isEqualTo(state);
    }
}
