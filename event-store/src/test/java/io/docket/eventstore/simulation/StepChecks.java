package io.docket.eventstore.simulation;

import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.simulation.kafka.Cluster;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks after each step of the schedule at what it changed: in the log, in what clients were told, and in the indexes. */
final class StepChecks implements Runnable {
    private final Cluster cluster;
    private final Replay replay;
    private final Ledger ledger;
    private final Checker checker;
    private final Fleet fleet;
    private final Map<PartitionIndex, Reach> indexes = new IdentityHashMap<>();
    private int transactions;

    /** How far an index had come. */
    private record Reach(long nextEvent, long nextOutcome) {
        static Reach of(PartitionIndex index) {
            return new Reach(index.nextEvent(), index.nextOutcome());
        }
    }

    StepChecks(Cluster cluster, Replay replay, Ledger ledger, Checker checker, Fleet fleet) {
        this.cluster = cluster;
        this.replay = replay;
        this.ledger = ledger;
        this.checker = checker;
        this.fleet = fleet;
    }

    @Override
    public void run() {
        while (transactions < cluster.committed().size()) {
            List<ConsumerRecord<byte[], byte[]>> transaction =
                    cluster.committed().get(transactions++);
            replay.add(transaction);
            checker.committed(transaction);
        }
        for (Attempt attempt : ledger.newlyAnswered()) {
            checker.answered(attempt);
            if (attempt.committed() != null) {
                ledger.acknowledged(attempt);
                fleet.checkReaders(attempt);
            }
        }
        fleet.forEachIndex(this::index);
    }

    private void index(Instance instance, int partition, PartitionIndex index) {
        Reach before = indexes.get(index);
        if (before == null) {
            checker.indexIsFold(index, partition, instance.now());
        } else if (before.nextEvent() != index.nextEvent() || before.nextOutcome() != index.nextOutcome()) {
            checker.indexGained(index, partition, before.nextEvent(), before.nextOutcome(), instance.now());
        } else {
            return;
        }
        indexes.put(index, Reach.of(index));
    }
}
