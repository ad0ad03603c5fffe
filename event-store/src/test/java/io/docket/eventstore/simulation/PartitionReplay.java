package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.position.Position;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the committed log of one partition says so far: kept up event by event, each held against those before it. */
final class PartitionReplay {
    private final int partition;
    private final List<Located> events = new ArrayList<>();
    private final List<ChainHead> heads = new ArrayList<>();
    private final List<LoggedOutcome> outcomes = new ArrayList<>();
    private final Map<String, List<Replayed>> streams = new TreeMap<>();
    private long sealed;

    /** An event and where it is. */
    record Located(Position position, EventRecord event) {}

    /** An outcome and where it is. */
    record LoggedOutcome(Position position, OutcomeRecord outcome) {}

    /** An event of a stream, and the state of its entity after it. */
    record Replayed(Located located, EntityState after) {}

    PartitionReplay(String eventsTopic, int partition) {
        this.partition = partition;
        heads.add(ChainHead.genesis(eventsTopic, partition));
    }

    /** Adds an event: behind all others, the next of the chain, and the next of its stream. */
    void add(Located next) {
        EventRecord event = next.event();
        assertThat(next.position().offset())
                .as("offset of what is committed in partition %d", partition)
                .isGreaterThan(
                        events.isEmpty() ? -1 : events.getLast().position().offset());
        assertThat(heads.getLast().accepts(event.link()))
                .as("event at %s follows the chain, which is at %s", next.position(), heads.getLast())
                .isTrue();
        List<Replayed> stream = streams.computeIfAbsent(event.streamId(), absent -> new ArrayList<>());
        assertThat(event.sequence())
                .as("sequence of %s at %s", event.streamId(), next.position())
                .isEqualTo(stream.size() + 1);
        EntityState before =
                stream.isEmpty() ? EntityState.NONE : stream.getLast().after();
        stream.add(new Replayed(next, before.after(event.id())));
        events.add(next);
        heads.add(heads.getLast().after(event.link(), event.digest()));
    }

    void add(LoggedOutcome outcome) {
        outcomes.add(outcome);
    }

    /** Adds a checkpoint: of the chain as it is before the events that are committed with it. */
    void add(Checkpoint checkpoint) {
        assertThat(checkpoint.events())
                .as("events that a checkpoint of partition %d covers", partition)
                .isEqualTo(events.size());
        assertThat(checkpoint.hash())
                .as("hash in the checkpoint of %d events of partition %d", events.size(), partition)
                .isEqualTo(heads.getLast().hex());
        assertThat(checkpoint.offset())
                .as("offset in the checkpoint of %d events of partition %d", events.size(), partition)
                .isEqualTo(events.getLast().position().offset());
        sealed = checkpoint.events();
    }

    /** Number of events that no checkpoint covers. */
    long unsealed() {
        return events.size() - sealed;
    }

    List<Located> events() {
        return events;
    }

    List<LoggedOutcome> outcomes() {
        return outcomes;
    }

    /** Events from one offset on, and before another one. */
    List<Located> events(long from, long before) {
        return events.subList(eventsBefore(from), eventsBefore(before));
    }

    private int eventsBefore(long offset) {
        int number = events.size();
        while (number > 0 && events.get(number - 1).position().offset() >= offset) {
            number--;
        }
        return number;
    }

    /** Outcomes from one offset on, and before another one. */
    List<LoggedOutcome> outcomes(long from, long before) {
        return outcomes.stream()
                .filter(outcome -> outcome.position().offset() >= from
                        && outcome.position().offset() < before)
                .toList();
    }

    /** The end of the chain before an offset. */
    ChainHead chain(long before) {
        return heads.get(eventsBefore(before));
    }

    /** Names of the streams that have events. */
    List<String> streams() {
        return List.copyOf(streams.keySet());
    }

    /** The events of a stream before an offset. */
    List<Replayed> stream(String stream, long before) {
        List<Replayed> all = streams.getOrDefault(stream, List.of());
        int number = all.size();
        while (number > 0 && all.get(number - 1).located().position().offset() >= before) {
            number--;
        }
        return all.subList(0, number);
    }
}
