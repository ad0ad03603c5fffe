package io.docket.eventstore.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.topic.Topics;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.StartRefusedException;
import io.docket.eventstore.internal.chain.ChainState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointPlanTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.EPOCH;
    private KeyFiles keys;
    private CheckpointPlan plan;
    private ChainState chain = ChainState.empty("events", 0);

    @BeforeEach
    void start() {
        keys = SigningKeys.in(folder, "k");
        plan = plan(CheckpointSigner.of(keys));
    }

    @Test
    void it_is_due_after_so_many_events() {
        append(9);
        assertThat(plan.due(chain, false)).isNull();

        append(1);

        SignedCheckpoint due = plan.due(chain, false);
        assertThat(due.checkpoint().events()).isEqualTo(10);
        assertThat(due.checkpoint().offset()).isEqualTo(9);
        assertThat(due.checkpoint().hash()).isEqualTo(chain.head().hex());
    }

    @Test
    void it_is_due_after_so_much_time_if_there_is_a_new_event() {
        now = now.plusSeconds(61);
        assertThat(plan.due(chain, false)).isNull();

        append(1);

        assertThat(plan.due(chain, false)).isNotNull();
    }

    @Test
    void it_stays_due_until_the_chain_is_sealed() {
        append(10);
        assertThat(plan.due(chain, false)).isNotNull();
        assertThat(plan.due(chain, false)).isNotNull();

        chain = chain.sealedTo(10);
        append(1);

        assertThat(plan.due(chain, false)).isNull();
        now = now.plusSeconds(61);
        assertThat(plan.due(chain, false)).isNotNull();
    }

    @Test
    void in_the_end_any_new_event_is_enough() {
        assertThat(plan.due(chain, true)).isNull();

        append(1);

        assertThat(plan.due(chain, true)).isNotNull();
    }

    @Test
    void without_a_key_none_is_due() {
        append(100);

        assertThat(plan(null).due(chain, true)).isNull();
    }

    @Test
    void keys_that_are_no_pair_refuse_the_start() {
        KeyFiles mixed =
                new KeyFiles(keys.privateKey(), SigningKeys.in(folder, "other").publicKey());

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> CheckpointSigner.of(mixed))
                .withMessageContaining("not a pair");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> CheckpointSigner.of(new KeyFiles(keys.publicKey(), keys.publicKey())))
                .withMessageContaining("BEGIN PRIVATE KEY");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> CheckpointSigner.of(new KeyFiles(folder.resolve("none"), keys.publicKey())))
                .withMessageContaining("none");
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            chain = chain.after(chain.head().link(), new byte[32], chain.offset() + 1);
        }
    }

    private CheckpointPlan plan(CheckpointSigner signer) {
        Signing signing = new Signing(Topics.CHECKPOINTS, keys, 10, Duration.ofMinutes(1));
        return new CheckpointPlan(0, "cluster", "events", signing, signer, () -> now);
    }
}
