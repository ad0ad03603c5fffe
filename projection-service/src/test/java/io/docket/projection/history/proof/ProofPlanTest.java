package io.docket.projection.history.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.projection.history.proof.ProofPlan.Span;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProofPlanTest {
    @Test
    void a_span_leads_from_an_event_to_the_next_checkpoint_and_takes_the_events_before_it_along() {
        List<SignedCheckpoint> checkpoints = sealed(10, 20, 30, 40);

        ProofPlan plan = ProofPlan.of(List.of(12L, 15L, 20L, 35L), checkpoints.iterator());

        assertThat(plan.spans())
                .containsExactly(new Span(12, 20, checkpoints.get(1)), new Span(35, 40, checkpoints.get(3)));
        assertThat(plan.records()).isEqualTo(9 + 6);
    }

    @Test
    void what_no_checkpoint_seals_yet_is_one_last_span_up_to_the_last_event() {
        ProofPlan plan = ProofPlan.of(List.of(5L, 12L, 17L), sealed(10).iterator());

        assertThat(plan.spans()).containsExactly(new Span(5, 10, sealed(10).getFirst()), new Span(12, 17, null));
    }

    @Test
    void without_any_checkpoint_everything_is_one_span() {
        assertThat(ProofPlan.of(List.of(3L, 9L), sealed().iterator()).spans()).containsExactly(new Span(3, 9, null));
    }

    private static List<SignedCheckpoint> sealed(long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> new SignedCheckpoint(
                        new Checkpoint("cluster", "topic", 0, offset, offset + 1, "hash", 1), "key", "signature"))
                .toList();
    }
}
