package io.docket.eventstore.internal.writer;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.index.IndexException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One partition while it is assigned to this instance: the face of its writer, its queue and its index. */
public final class OwnedPartition {
    private static final String UNCONFIRMED = "the group did not confirm the ownership in time";

    private final int partition;
    private final Limits limits;
    private final OwnershipProof proof;
    private final Lifecycle lifecycle;
    private final AppendQueue queue;
    private final Resources resources;
    private final Machine.Worker worker;

    /**
     * @param tenure number of the partition, and of this assignment
     * @param context what all writers share
     * @param proof says whether the partition is still assigned to this instance
     * @param predecessor this partition's former assignment to this instance, which may still be ending
     */
    public OwnedPartition(
            Tenure tenure, WriterContext context, OwnershipProof proof, @Nullable OwnedPartition predecessor) {
        this.partition = tenure.partition();
        this.proof = proof;
        this.limits = context.config().limits();
        this.lifecycle = new Lifecycle(partition, context.machine());
        this.queue = new AppendQueue(
                limits,
                context.machine(),
                () -> context.transactions().expect(partition),
                context.transactions()::waiting);
        this.resources = new Resources(partition, context);
        PartitionWriter writer = new PartitionWriter(tenure, context, proof, lifecycle, queue, resources);
        this.worker = context.machine().worker(context.config().events().name() + "-writer-" + partition, () -> {
            if (predecessor != null) {
                predecessor.awaitEnd(context.config().timing().unknownOutcome());
            }
            writer.run();
        });
    }

    public void start() {
        worker.start();
    }

    /** Hands an append to the writer; it gets its answer in any case. */
    public void submit(PendingAppend append) {
        if (!proof.holds()) {
            append.failed(refusal());
            return;
        }
        switch (lifecycle.state()) {
            case SERVING, IN_DOUBT -> {
                switch (queue.offer(append)) {
                    case ACCEPTED -> {}
                    case FULL -> append.failed(new OverloadedException(partition, limits.queueCapacity()));
                    case TOO_LARGE ->
                        append.failed(OverloadedException.ofBytes(partition, limits.queueBytes(), append.bytes()));
                    case CLOSED -> append.failed(lifecycle.refusal());
                }
            }
            case NOT_OWNED, TAKING_OVER, DRAINING, FAILED -> append.failed(lifecycle.refusal());
        }
    }

    /**
     * The answer of the index. It holds the whole log before and after the question: nobody can have written more meanwhile.
     *
     * @throws NotOwnerException if it does not hold the whole log now
     * @throws StoreUnavailableException if the index cannot be read; one that is corrupt is built again from the log
     */
    public <T> T ask(Function<PartitionIndex, T> question) {
        T answer = answer(readable(), question);
        readable();
        return answer;
    }

    /**
     * The answer of the index, empty if it does not hold the whole log now.
     *
     * @throws StoreUnavailableException if the index cannot be read; one that is corrupt is built again from the log
     */
    public <T> Optional<T> askIfReadable(Function<PartitionIndex, Optional<T>> question) {
        return ifReadable().flatMap(index -> answer(index, question));
    }

    private <T> T answer(PartitionIndex index, Function<PartitionIndex, T> question) {
        try {
            return question.apply(index);
        } catch (IndexException e) {
            if (!e.corrupt()) {
                throw new StoreUnavailableException("partition " + partition + ": the index cannot be read", e);
            }
            resources.corrupt(index, e);
            queue.wake();
            throw new StoreUnavailableException(
                    "partition " + partition + ": the index is corrupt and is built again from the log", e);
        }
    }

    private PartitionIndex readable() {
        return ifReadable().orElseThrow(this::refusal);
    }

    private EventStoreException refusal() {
        return proof.holds() || lifecycle.state() == State.FAILED
                ? lifecycle.refusal()
                : new NotOwnerException("partition " + partition + ": " + UNCONFIRMED, null);
    }

    /** The index, if it holds the whole log now: not while another instance may have written more of it. */
    private Optional<PartitionIndex> ifReadable() {
        if (!proof.holds()) {
            return Optional.empty();
        }
        return switch (lifecycle.state()) {
            case SERVING, IN_DOUBT, DRAINING -> Optional.ofNullable(resources.index());
            case NOT_OWNED, TAKING_OVER, FAILED -> Optional.empty();
        };
    }

    /** True if reads and appends are answered. */
    public boolean serves() {
        State state = lifecycle.state();
        return proof.holds() && (state == State.SERVING || state == State.IN_DOUBT);
    }

    /** True once it was taken over, whether it serves just now or not: its former owner was dealt with. */
    public boolean taken() {
        return switch (lifecycle.state()) {
            case SERVING, IN_DOUBT, DRAINING, FAILED -> true;
            case NOT_OWNED, TAKING_OVER -> false;
        };
    }

    /** Finishes what was accepted, as far as there is time, and stops. */
    public void drain(Duration atMost) {
        lifecycle.drain(atMost);
        queue.wake();
    }

    /** Stops at once: another instance may own the partition already. */
    public void abandon() {
        lifecycle.lose();
        queue.wake();
    }

    /** Waits until the writer has ended. */
    public boolean awaitEnd(Duration atMost) {
        return worker.awaitEnd(atMost);
    }

    public PartitionStatus status() {
        PartitionIndex index = resources.index();
        State state = lifecycle.state();
        boolean unconfirmed = (state == State.SERVING || state == State.IN_DOUBT) && !proof.holds();
        return new PartitionStatus(
                partition,
                unconfirmed ? State.TAKING_OVER : state,
                unconfirmed ? UNCONFIRMED : lifecycle.detail(),
                index == null ? -1 : index.nextEvent(),
                queue.size());
    }
}
