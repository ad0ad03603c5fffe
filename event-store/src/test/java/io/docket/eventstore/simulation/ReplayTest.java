package io.docket.eventstore.simulation;

import static io.docket.eventstore.Events.counted;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.PemFile;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.Events;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.internal.checkpoint.CheckpointRecord;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the replay of the log finds at the transaction that breaks a rule. */
class ReplayTest {
    private static final int CHECKPOINT = 100;

    private final WallClock clock = new WallClock(new Schedule(new Chance(1), null));
    private final Transactions log = new Transactions();

    @TempDir
    private Path folder;

    private CheckpointSigner signer;
    private Replay replay;

    @BeforeEach
    void open() throws Exception {
        KeyFiles keys = SigningKeys.in(folder, "key");
        signer = CheckpointSigner.of(keys);
        EventStoreConfig config = EventStoreConfig.of("simulated", "group", folder)
                .withTopics(new Topic("e", 1, Map.of()), new Topic("o", 1, Map.of()))
                .withSigning(new Signing(new Topic("c", 1, Map.of()), keys, 1, Duration.ofDays(1)));
        replay = new Replay(config, clock, PemFile.publicKey(keys.publicKey()), new Happenings());
    }

    @Test
    void a_log_in_order_is_taken() {
        log.event(counted("0", 1)).event(counted("1", 1)).outcome(attempt(0), clock.now());
        replay.add(log.commit());
        log.add(CheckpointRecord.of(signer.sign(checkpoint(1, 2, log.chain())), "c"), CHECKPOINT);

        assertThatCode(() -> replay.add(log.event(counted("0", 2)).commit())).doesNotThrowAnyException();
    }

    @Test
    void a_version_that_is_there_already_is_found() {
        replay.add(log.event(counted("0", 1)).commit());

        assertBroken("sequence of acme/account/0", log.event(counted("0", 1)));
    }

    @Test
    void a_gap_is_found() {
        replay.add(log.event(counted("0", 1)).commit());

        assertBroken("sequence of acme/account/0", log.event(counted("0", 3)));
    }

    @Test
    void an_event_that_is_there_already_is_found() {
        EventEnvelope event = counted("0", 1);
        replay.add(log.event(event).commit());

        assertBroken("sequence of acme/account/0", log.event(event));
    }

    @Test
    void a_lost_event_is_found_by_the_chain() {
        replay.add(log.event(counted("0", 1)).lost(counted("1", 1)).commit());

        assertBroken("follows the chain", log.event(counted("0", 2)));
    }

    @Test
    void a_key_that_counts_twice_within_the_window_is_found() {
        replay.add(log.outcome(attempt(0), clock.now()).commit());
        clock.pass(Duration.ofDays(6));

        assertBroken("key was done twice", log.outcome(attempt(1), clock.now()));
    }

    @Test
    void a_key_may_count_again_after_the_window() {
        replay.add(log.outcome(attempt(0), clock.now()).commit());
        clock.pass(Duration.ofDays(8));

        assertThatCode(() -> replay.add(log.outcome(attempt(1), clock.now()).commit()))
                .doesNotThrowAnyException();
    }

    @Test
    void an_attempt_that_is_written_again_after_the_window_is_found() {
        Instant at = clock.now();
        replay.add(log.outcome(attempt(0), at).commit());
        clock.pass(Duration.ofDays(8));

        assertBroken("outcome of one attempt", log.outcome(attempt(0), at));
    }

    @Test
    void a_checkpoint_of_another_chain_is_found() {
        replay.add(log.event(counted("0", 1)).commit());

        assertBroken(
                "hash in the checkpoint",
                log.add(
                        CheckpointRecord.of(signer.sign(checkpoint(0, 1, ChainHead.genesis("e", 0))), "c"),
                        CHECKPOINT));
    }

    @Test
    void a_checkpoint_that_leaves_out_an_event_is_found() {
        replay.add(log.event(counted("0", 1)).commit());
        ChainHead first = log.chain();
        replay.add(log.event(counted("0", 2)).commit());

        assertBroken(
                "events that a checkpoint of partition 0 covers",
                log.add(CheckpointRecord.of(signer.sign(checkpoint(0, 1, first)), "c"), CHECKPOINT));
    }

    @Test
    void a_checkpoint_of_somebody_else_is_found() {
        CheckpointSigner other = CheckpointSigner.of(SigningKeys.in(folder, "other"));
        replay.add(log.event(counted("0", 1)).commit());

        assertBroken(
                "is signed", log.add(CheckpointRecord.of(other.sign(checkpoint(0, 1, log.chain())), "c"), CHECKPOINT));
    }

    private static Checkpoint checkpoint(long offset, long events, ChainHead head) {
        return new Checkpoint("cluster", "e", 0, offset, events, head.hex(), 0);
    }

    private static Outcome attempt(int number) {
        return new Outcome(Events.TENANT, "key", "content", 200, Attempt.body(number));
    }

    private void assertBroken(String rule, Transactions next) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> replay.add(next.commit()))
                .withMessageContaining(rule);
    }
}
