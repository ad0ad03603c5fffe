package io.docket.eventstore.internal.writer;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.position.Position;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.checkpoint.CheckpointRecord;
import io.docket.eventstore.internal.index.IndexFold;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.record.EventRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events and outcomes of a group of appends, and the checkpoint that is due, as records of one partition. This is
 * the only place that writes the topics.
 */
final class AppendBatch {
    private final Batch batch;
    private final List<PendingAppend> group;
    private final @Nullable SignedCheckpoint checkpoint;
    private final List<EventRecord> linked = new ArrayList<>();
    private final List<ChainHead> heads = new ArrayList<>();
    private final List<Integer> events = new ArrayList<>();
    private final List<Integer> outcomes = new ArrayList<>();

    /**
     * Fills an empty batch.
     *
     * @param chain the chain that the events go on with
     * @param checkpoint a checkpoint of that chain, if one is due
     */
    AppendBatch(
            Batch batch,
            EventStoreConfig config,
            List<PendingAppend> group,
            ChainHead chain,
            @Nullable SignedCheckpoint checkpoint) {
        this.batch = batch;
        this.group = group;
        this.checkpoint = checkpoint;
        if (checkpoint != null) {
            batch.add(CheckpointRecord.of(
                    checkpoint, config.signing().checkpoints().name()));
        }
        ChainHead head = chain;
        for (PendingAppend append : group) {
            batch.count(append);
            for (EventRecord unlinked : append.events()) {
                EventRecord event = unlinked.linked(head.link());
                head = head.after(event.link(), event.digest());
                linked.add(event);
                heads.add(head);
                events.add(batch.add(event.toKafka(config.events().name(), batch.partition())));
            }
            if (append.outcome() != null) {
                outcomes.add(
                        batch.add(append.outcome().toKafka(config.outcomes().name(), batch.partition())));
            }
        }
    }

    Batch batch() {
        return batch;
    }

    /** Brings what was committed into the index. */
    void applyTo(PartitionIndex index) {
        try (IndexFold fold = index.fold()) {
            for (int i = 0; i < linked.size(); i++) {
                fold.add(linked.get(i), batch.sent().offset(events.get(i)), heads.get(i));
            }
            for (PendingAppend append : group) {
                if (append.outcome() != null) {
                    fold.add(append.outcome());
                }
            }
            if (checkpoint != null) {
                fold.sealed(checkpoint.checkpoint().events());
            }
            fold.commit(after(events, index.nextEvent()), after(outcomes, index.nextOutcome()));
        }
    }

    /** Answers every append of the group; on any thread, as nothing changes any more. */
    void answer() {
        int next = 0;
        for (PendingAppend append : group) {
            List<Position> positions = new ArrayList<>(append.events().size());
            for (int i = 0; i < append.events().size(); i++) {
                positions.add(new Position(batch.partition(), batch.sent().offset(events.get(next++))));
            }
            append.committed(new Committed(positions));
        }
    }

    private long after(List<Integer> records, long otherwise) {
        return records.isEmpty() ? otherwise : batch.sent().offset(records.getLast()) + 1;
    }
}
