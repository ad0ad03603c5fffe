package io.docket.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.faults.InstanceFaults.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static final List<Fault> CARDS =
            List.of(Fault.STOPPED_UNTIL_REPLACED, Fault.STOPPED_UNTIL_REPLACED, Fault.KILLED, Fault.SENT_AWAY);

    @Test
    void each_round_has_all_cards() {
        Deck deck = new Deck(CARDS, new Schedule(7));

        for (int round = 0; round < 20; round++) {
            assertThat(Stream.generate(deck::next).limit(CARDS.size())).containsExactlyInAnyOrderElementsOf(CARDS);
        }
    }
}
