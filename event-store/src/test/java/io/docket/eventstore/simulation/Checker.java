package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.Committed;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.Events;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.VersionConflictException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.simulation.Attempt.Look;
import io.docket.eventstore.simulation.Happenings.Kind;
import io.docket.eventstore.simulation.PartitionReplay.Located;
import io.docket.eventstore.simulation.PartitionReplay.LoggedOutcome;
import io.docket.eventstore.simulation.PartitionReplay.Replayed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold, whatever happened. */
final class Checker {
    private final EventStoreConfig config;
    private final LogView log;
    private final Replay replay;
    private final Ledger ledger;
    private final Happenings happenings;

    /** Number of the first attempt that was made after the latest outcome of a key was written. */
    private final Map<String, Integer> repeatedFrom = new HashMap<>();

    Checker(EventStoreConfig config, LogView log, Replay replay, Ledger ledger, Happenings happenings) {
        this.config = config;
        this.log = log;
        this.replay = replay;
        this.ledger = ledger;
        this.happenings = happenings;
    }

    /** A transaction that was just committed holds whole attempts, of which none was refused before. */
    void committed(List<ConsumerRecord<byte[], byte[]>> transaction) {
        Set<Attempt> writers = new LinkedHashSet<>();
        for (ConsumerRecord<byte[], byte[]> kafka : transaction) {
            if (kafka.topic().equals(config.events().name())) {
                writers.add(Objects.requireNonNull(
                        ledger.ofEvent(EventRecord.of(kafka).id())));
            } else if (kafka.topic().equals(config.outcomes().name())) {
                Outcome outcome = OutcomeRecord.of(kafka).outcome();
                writers.add(ledger.ofOutcome(outcome));
                repeatedFrom.put(outcome.key(), ledger.nextNumber());
            }
        }
        for (Attempt writer : writers) {
            assertThat(written(writer)).as("%s is in the log", writer).isTrue();
            assertThat(writer.denied())
                    .as("answered %s and in the log: %s", writer.failure(), writer)
                    .isFalse();
            nobodyElseChangedWhatItSaw(writer);
        }
    }

    /** What it was decided on was changed, if at all, where it was decided: not by another instance that it knew nothing of. */
    private void nobodyElseChangedWhatItSaw(Attempt writer) {
        Look look = writer.look();
        if (look == null) {
            return;
        }
        List<Replayed> since =
                replay.partition(writer.partition(log.partitions())).stream(look.stream(), Long.MAX_VALUE);
        for (Replayed replayed : since.subList((int) look.version(), since.size())) {
            Attempt other = Objects.requireNonNull(
                    ledger.ofEvent(replayed.located().event().id()));
            assertThat(Objects.requireNonNull(other.look()).by())
                    .as("who wrote %s after %s was decided on %s", other, writer, look)
                    .isSameAs(look.by());
        }
    }

    /** What was said just now about an attempt is what the log says. */
    void answered(Attempt attempt) {
        Committed committed = attempt.committed();
        if (committed != null) {
            assertThat(written(attempt))
                    .as("acknowledged and not in the log: %s", attempt)
                    .isTrue();
            assertThat(committed.positions())
                    .as("positions of %s", attempt)
                    .isEqualTo(attempt.events().stream()
                            .map(event -> replay.place(event.id()))
                            .toList());
        }
        assertThat(attempt.denied() && written(attempt))
                .as("answered %s and in the log: %s", attempt.failure(), attempt)
                .isFalse();
        if (attempt.failure() instanceof DuplicateKeyException duplicate) {
            repeated(attempt, duplicate.first());
        }
        Outcome outcome = attempt.outcome();
        if (attempt.failure() instanceof VersionConflictException && outcome != null) {
            List<LoggedOutcome> before = replay.outcomes(outcome.key());
            boolean repetition = attempt.number() >= repeatedFrom.getOrDefault(outcome.key(), Integer.MAX_VALUE);
            assertThat(repetition
                            && replay.surelyKept(before.getLast().outcome().at()))
                    .as("%s repeats what has an outcome, and is answered %s", attempt, attempt.failure())
                    .isFalse();
        }
    }

    /** A repetition is answered with an outcome of its key that had not expired. */
    private void repeated(Attempt attempt, StoredOutcome first) {
        Outcome outcome = Objects.requireNonNull(attempt.outcome());
        assertThat(first.outcome().key())
                .as("key of the first outcome of %s", attempt)
                .isEqualTo(outcome.key());
        assertThat(replay.outcomes(outcome.key()))
                .as("outcomes of %s, answered %s", attempt, first)
                .anyMatch(logged -> logged.outcome().at().equals(first.at())
                        && ledger.ofOutcome(logged.outcome().outcome()) == ledger.ofOutcome(first.outcome()));
        assertThat(replay.expired(first.at(), attempt.sentAt()))
                .as("%s, sent at %s, is answered with an outcome of %s", attempt, attempt.sentAt(), first.at())
                .isFalse();
        happenings.note(Kind.REPEATED_WITHIN_WINDOW);
    }

    /** An index is the fold of the log up to where it has read: nothing more, nothing less. */
    void indexIsFold(PartitionIndex index, int partition, Instant now) {
        PartitionReplay expected = replay.partition(partition);
        ifOpen(() -> {
            expected.streams().forEach(stream -> streamIsFold(index, expected, stream, 1));
            chainIsFold(index, expected);
            outcomesAreFold(index, expected.outcomes(0, index.nextOutcome()), now);
        });
    }

    /** The same for what an index gained from two offsets on, of events and of outcomes. */
    void indexGained(PartitionIndex index, int partition, long fromEvent, long fromOutcome, Instant now) {
        PartitionReplay expected = replay.partition(partition);
        ifOpen(() -> {
            Map<String, Long> touched = new HashMap<>();
            for (Located located : expected.events(fromEvent, index.nextEvent())) {
                touched.putIfAbsent(located.event().streamId(), located.event().sequence());
            }
            touched.forEach((stream, from) -> streamIsFold(index, expected, stream, from));
            chainIsFold(index, expected);
            outcomesAreFold(index, expected.outcomes(fromOutcome, index.nextOutcome()), now);
        });
    }

    private static void ifOpen(Runnable check) {
        try {
            check.run();
        } catch (NotOwnerException closed) {
            // nobody can read it any more
        }
    }

    /** Head and state of a stream, and its events from a sequence on. */
    private static void streamIsFold(PartitionIndex index, PartitionReplay expected, String stream, long from) {
        List<Replayed> events = expected.stream(stream, index.nextEvent());
        assertThat(index.head(stream)).as("head of %s in the index", stream).isEqualTo(events.size());
        assertThat(index.events(stream, from, Integer.MAX_VALUE).stream().map(Checker::place))
                .as("events of %s in the index from %d on", stream, from)
                .containsExactlyElementsOf(events.stream()
                        .skip(from - 1)
                        .map(replayed -> place(replayed.located()))
                        .toList());
        assertThat(EntityState.load(index, stream))
                .as("state of %s out of the index", stream)
                .isEqualTo(
                        events.isEmpty() ? EntityState.NONE : events.getLast().after());
    }

    private static void chainIsFold(PartitionIndex index, PartitionReplay expected) {
        assertThat(index.chain().head())
                .as("end of the chain in the index")
                .isEqualTo(expected.chain(index.nextEvent()));
    }

    private void outcomesAreFold(PartitionIndex index, List<LoggedOutcome> logged, Instant now) {
        Map<String, OutcomeRecord> latest = new HashMap<>();
        logged.forEach(outcome -> latest.put(outcome.outcome().outcome().key(), outcome.outcome()));
        latest.forEach((key, expected) -> {
            List<Instant> found = index.outcome(Events.TENANT, key).stream()
                    .map(StoredOutcome::at)
                    .toList();
            if (replay.expired(expected.at(), now)) {
                assertThat(found)
                        .as("outcome of %s in the index, expired at %s", key, now)
                        .isEmpty();
            } else if (replay.surelyKept(expected.at()) || !found.isEmpty()) {
                assertThat(found).as("outcome of %s in the index", key).containsExactly(expected.at());
            }
        });
    }

    private static String place(StoredEvent stored) {
        return stored.position() + " " + stored.event().id();
    }

    private static String place(Located located) {
        return located.position() + " " + located.event().id();
    }

    private static String place(LoggedOutcome logged) {
        return logged.position() + " " + logged.outcome().key();
    }

    /** What a client works on is what the log says of that version. */
    void loaded(int partition, String stream, EntityState state) {
        List<Replayed> events = replay.partition(partition).stream(stream, Long.MAX_VALUE);
        EntityState expected = state.version() == 0 || state.version() > events.size()
                ? EntityState.NONE
                : events.get((int) state.version() - 1).after();
        assertThat(state).as("state of %s as loaded", stream).isEqualTo(expected);
    }

    /** Whoever alone may write a partition, and serves it, knows all that was acknowledged. */
    void knowsAcknowledged(PartitionIndex index, int partition) {
        ledger.acknowledgedHeads().forEach((stream, head) -> {
            if (Workload.partitionOf(stream, log.partitions()) == partition) {
                assertThat(index.head(stream))
                        .as("head of %s where partition %d is served", stream, partition)
                        .isGreaterThanOrEqualTo(head);
            }
        });
    }

    /** The whole log, read once more from its beginning, is what was seen of it step by step; so is every answer. */
    void everything() {
        for (int partition = 0; partition < log.partitions(); partition++) {
            PartitionReplay seen = replay.partition(partition);
            assertThat(log.events(partition).stream().map(Checker::place))
                    .as("events of partition %d", partition)
                    .isEqualTo(seen.events().stream().map(Checker::place).toList());
            assertThat(log.outcomes(partition).stream().map(Checker::place))
                    .as("outcomes of partition %d", partition)
                    .isEqualTo(seen.outcomes().stream().map(Checker::place).toList());
        }
        for (Attempt attempt : ledger.attempts()) {
            boolean written = written(attempt);
            assertThat(attempt.committed() == null || written)
                    .as("acknowledged and not in the log: %s", attempt)
                    .isTrue();
            assertThat(attempt.denied() && written)
                    .as("answered %s and in the log: %s", attempt.failure(), attempt)
                    .isFalse();
        }
    }

    /** True if the log holds an attempt, false if it holds nothing of it. */
    private boolean written(Attempt attempt) {
        Outcome outcome = attempt.outcome();
        List<Boolean> parts = new ArrayList<>();
        for (EventEnvelope event : attempt.events()) {
            Position place = replay.place(event.id());
            parts.add(place != null);
        }
        if (outcome != null) {
            parts.add(replay.outcomes(outcome.key()).stream()
                    .anyMatch(logged -> ledger.ofOutcome(logged.outcome().outcome()) == attempt));
        }
        assertThat(Set.copyOf(parts)).as("%s is in the log in part", attempt).hasSize(1);
        return parts.getFirst();
    }
}
