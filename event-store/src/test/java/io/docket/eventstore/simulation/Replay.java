package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.simulation.Happenings.Kind;
import io.docket.eventstore.simulation.PartitionReplay.Located;
import io.docket.eventstore.simulation.PartitionReplay.LoggedOutcome;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the committed log says so far, folded without the store's index, writer or reader: each transaction once, as soon as it
 * is decided.
 */
final class Replay {
    private final EventStoreConfig config;
    private final WallClock clock;
    private final @Nullable PublicKey signer;
    private final Happenings happenings;
    private final List<PartitionReplay> partitions;
    private final Map<String, Position> places = new HashMap<>();
    private final Map<String, List<LoggedOutcome>> outcomes = new HashMap<>();

    /** @param signer who signs checkpoints; {@code null}: there are none */
    Replay(EventStoreConfig config, WallClock clock, @Nullable PublicKey signer, Happenings happenings) {
        this.config = config;
        this.clock = clock;
        this.signer = signer;
        this.happenings = happenings;
        this.partitions = IntStream.range(0, config.events().partitions())
                .mapToObj(partition -> new PartitionReplay(config.events().name(), partition))
                .toList();
    }

    /** Adds the records of a transaction, in the order of each partition. What they say of the chain is from before them. */
    void add(List<ConsumerRecord<byte[], byte[]>> transaction) {
        of(transaction, config.signing().checkpoints().name()).forEach(this::checkpoint);
        of(transaction, config.events().name()).forEach(this::event);
        of(transaction, config.outcomes().name()).forEach(this::outcome);
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            List<ConsumerRecord<byte[], byte[]>> transaction, String topic) {
        return transaction.stream().filter(kafka -> kafka.topic().equals(topic)).toList();
    }

    private void event(ConsumerRecord<byte[], byte[]> kafka) {
        Located located = new Located(position(kafka), EventRecord.of(kafka));
        partition(kafka.partition()).add(located);
        assertThat(places.put(located.event().id(), located.position()))
                .as("event %s is in the log before %s", located.event().id(), located.position())
                .isNull();
    }

    private void outcome(ConsumerRecord<byte[], byte[]> kafka) {
        LoggedOutcome next = new LoggedOutcome(position(kafka), OutcomeRecord.of(kafka));
        String key = next.outcome().outcome().key();
        List<LoggedOutcome> before = outcomes.computeIfAbsent(key, absent -> new ArrayList<>());
        for (LoggedOutcome earlier : before) {
            assertThat(sameAttempt(earlier.outcome(), next.outcome()))
                    .as(
                            "the outcome of one attempt under %s is at %s and at %s",
                            key, earlier.position(), next.position())
                    .isFalse();
        }
        if (!before.isEmpty()) {
            OutcomeRecord latest = before.getLast().outcome();
            assertThat(surelyKept(latest.at()))
                    .as(
                            "%s was done twice, at %s and at %s",
                            key, latest.at(), next.outcome().at())
                    .isFalse();
            happenings.note(Kind.REPEATED_AFTER_WINDOW);
        }
        before.add(next);
        partition(kafka.partition()).add(next);
    }

    private void checkpoint(ConsumerRecord<byte[], byte[]> kafka) {
        SignedCheckpoint signed = SignedCheckpoint.of(kafka.value());
        assertThat(signer != null && signed.isSignedBy(signer))
                .as("checkpoint at %s is signed", position(kafka))
                .isTrue();
        assertThat(signed.checkpoint().partition())
                .as("partition of the checkpoint at %s", position(kafka))
                .isEqualTo(kafka.partition());
        partition(kafka.partition()).add(signed.checkpoint());
        happenings.note(Kind.CHECKPOINT);
    }

    private static boolean sameAttempt(OutcomeRecord one, OutcomeRecord other) {
        return Arrays.equals(one.outcome().body(), other.outcome().body());
    }

    private static Position position(ConsumerRecord<?, ?> kafka) {
        return new Position(kafka.partition(), kafka.offset());
    }

    PartitionReplay partition(int partition) {
        return partitions.get(partition);
    }

    List<PartitionReplay> partitions() {
        return partitions;
    }

    /** Where an event is. */
    @Nullable
    Position place(String eventId) {
        return places.get(eventId);
    }

    /** What was written under a key, in order. */
    List<LoggedOutcome> outcomes(String key) {
        return outcomes.getOrDefault(key, List.of());
    }

    private Duration window() {
        return config.timing().outcomeWindow();
    }

    /** True if an outcome answers for its key, whichever clock is asked. */
    boolean surelyKept(Instant at) {
        return at.isAfter(clock.now().plusMillis(WallClock.MOST_SKEW_MILLIS).minus(window()));
    }

    /** True if an outcome had expired at that time. */
    boolean expired(Instant at, Instant now) {
        return at.isBefore(now.minus(window()));
    }
}
