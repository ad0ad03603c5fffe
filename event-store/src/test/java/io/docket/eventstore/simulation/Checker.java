package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.Events;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.OutcomeRecord;
import io.docket.eventstore.simulation.LogView.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold, whatever happened. */
final class Checker {
    private static final int ALL = 1_000;

    private final LogView log;
    private final Ledger ledger;

    Checker(LogView log, Ledger ledger) {
        this.log = log;
        this.ledger = ledger;
    }

    /** An index is the fold of the log up to where it has read: nothing more, nothing less. */
    void indexIsFold(PartitionIndex index, int partition) {
        try {
            Map<String, List<Located>> streams = new TreeMap<>();
            List<Located> events = log.events(partition, index.nextEvent());
            assertThat(index.chain().head()).as("end of the chain in the index").isEqualTo(chain(partition, events));
            events.forEach(located -> streams.computeIfAbsent(located.event().streamId(), stream -> new ArrayList<>())
                    .add(located));
            streams.forEach((stream, expected) -> {
                assertThat(index.head(stream))
                        .as("head of %s in the index", stream)
                        .isEqualTo(expected.size());
                assertThat(index.events(stream, 1, ALL).stream().map(Checker::place))
                        .as("events of %s in the index", stream)
                        .containsExactlyElementsOf(
                                expected.stream().map(Checker::place).toList());
            });
            Map<String, OutcomeRecord> outcomes = new TreeMap<>();
            log.outcomes(partition, index.nextOutcome())
                    .forEach(outcome -> outcomes.put(outcome.outcome().key(), outcome));
            outcomes.forEach((key, expected) -> assertThat(
                            index.outcome(Events.TENANT, key).map(StoredOutcome::at))
                    .as("outcome of %s in the index", key)
                    .contains(expected.at()));
        } catch (NotOwnerException closed) {
            // nobody can read it any more
        }
    }

    private ChainHead chain(int partition, List<Located> events) {
        ChainHead head = ChainHead.genesis(log.eventsTopic(), partition);
        for (Located located : events) {
            head = head.after(located.event().link(), located.event().digest());
        }
        return head;
    }

    private static String place(StoredEvent stored) {
        return stored.position() + " " + stored.event().id();
    }

    private static String place(Located located) {
        return located.position() + " " + located.event().id();
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

    /** The whole log against the whole ledger. */
    void everything() {
        Map<String, Position> places = new HashMap<>();
        Map<String, List<OutcomeRecord>> outcomes = new HashMap<>();
        for (int partition = 0; partition < log.partitions(); partition++) {
            streamsHaveNoGaps(partition, places);
            log.outcomes(partition)
                    .forEach(outcome -> outcomes.computeIfAbsent(
                                    outcome.outcome().key(), key -> new ArrayList<>())
                            .add(outcome));
        }
        outcomes.forEach(
                (key, found) -> assertThat(found).as("outcomes of %s", key).hasSize(1));
        Set<String> keysWithEvents = new HashSet<>();
        for (Attempt attempt : ledger.attempts()) {
            boolean written = writtenAsAWhole(attempt, places, outcomes);
            assertThat(attempt.committed() == null || written)
                    .as("acknowledged and not in the log: %s", attempt)
                    .isTrue();
            assertThat(attempt.denied() && written)
                    .as("answered %s and in the log: %s", attempt.failure(), attempt)
                    .isFalse();
            Outcome outcome = attempt.outcome();
            if (written && outcome != null) {
                assertThat(keysWithEvents.add(outcome.key()))
                        .as("%s was done twice", outcome.key())
                        .isTrue();
            }
        }
    }

    private void streamsHaveNoGaps(int partition, Map<String, Position> places) {
        Map<String, Long> heads = new HashMap<>();
        for (Located located : log.events(partition)) {
            long expected = heads.merge(located.event().streamId(), 1L, Long::sum);
            assertThat(located.event().sequence())
                    .as("sequence of %s at %s", located.event().streamId(), located.position())
                    .isEqualTo(expected);
            assertThat(places.put(located.event().id(), located.position()))
                    .as("event %s is in the log before %s", located.event().id(), located.position())
                    .isNull();
        }
    }

    private static boolean writtenAsAWhole(
            Attempt attempt, Map<String, Position> places, Map<String, List<OutcomeRecord>> outcomes) {
        Outcome outcome = attempt.outcome();
        List<Boolean> parts = new ArrayList<>();
        for (EventEnvelope event : attempt.events()) {
            parts.add(places.containsKey(event.id()));
        }
        if (outcome != null) {
            parts.add(outcomes.getOrDefault(outcome.key(), List.of()).stream()
                    .anyMatch(stored -> attempt.wrote(stored.outcome().body())));
        }
        assertThat(Set.copyOf(parts)).as("%s is in the log in part", attempt).hasSize(1);
        return parts.getFirst();
    }
}
