package io.docket.eventstore.internal.writer;

import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.checkpoint.CheckpointPlan;
import io.docket.eventstore.internal.checkpoint.SignedCheckpoint;
import io.docket.eventstore.internal.index.BrokenLogException;
import io.docket.eventstore.internal.index.IndexException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.log.IndexAheadException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a partition's single writer. The states are drawn at {@link io.docket.eventstore.PartitionStatus}.
 *
 * <p>Every way in is the same, first time or after a failure: fence whoever wrote before, read to the end, answer what
 * is in doubt, serve. After a failure the group is asked first: a writer that was fenced and starts again by itself
 * would take the partition from its rightful owner.
 */
final class PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);
    private static final Duration IDLE = Duration.ofMillis(500);

    /**
     * The writer waits for as many appends as its last transaction had, about as long as that took, within these limits.
     * The callers of those come back about then: without it they would be spread over many small transactions, each at
     * the full price.
     */
    private static final Duration GATHER_LEAST = Duration.ofMillis(2);

    private static final Duration GATHER_MOST = Duration.ofMillis(20);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);
    private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(1);

    private final int partition;
    private final WriterContext context;
    private final OwnershipProof proof;
    private final Lifecycle lifecycle;
    private final AppendQueue queue;
    private final Resources resources;
    private final Doubt doubt = new Doubt();
    private final CheckpointPlan checkpoints;
    private long giveUpAtNanos;

    PartitionWriter(
            int partition,
            WriterContext context,
            OwnershipProof proof,
            Lifecycle lifecycle,
            AppendQueue queue,
            Resources resources) {
        this.partition = partition;
        this.context = context;
        this.proof = proof;
        this.lifecycle = lifecycle;
        this.queue = queue;
        this.resources = resources;
        this.checkpoints = new CheckpointPlan(
                partition,
                context.identity().clusterId(),
                context.config().events().name(),
                context.config().signing(),
                context.signer(),
                InstantSource.system());
    }

    void run() {
        try {
            expectServiceSoon();
            boolean finished = false;
            while (!finished && !lifecycle.mustStop()) {
                finished = live() || !stillOwner();
            }
        } finally {
            end();
        }
    }

    /** One life: takes over and serves. True if it came to a regular end, false if something failed. */
    private boolean live() {
        try {
            Producer<byte[], byte[]> producer = takeOver();
            serve(producer);
            if (!lifecycle.lost()) {
                context.announcer().withdraw(producer, partition);
            }
            return true;
        } catch (BrokenLogException e) {
            LOG.error("event=partition-failed partition={} reason=\"{}\"", partition, e.getMessage());
            standStill(String.valueOf(e.getMessage()));
            return true;
        } catch (IndexAheadException e) {
            interrupted(State.TAKING_OVER, e);
            resources.dropIndex();
        } catch (IndexException e) {
            interrupted(State.TAKING_OVER, e);
            if (e.corrupt()) {
                resources.dropIndex();
            } else {
                resources.closeIndex();
            }
        } catch (RuntimeException e) {
            boolean fenced = Fencing.isSignalledBy(e);
            interrupted(doubt.exists() && !fenced ? State.IN_DOUBT : State.TAKING_OVER, e);
        }
        return false;
    }

    private void interrupted(State next, RuntimeException reason) {
        LOG.warn("event=writer-interrupted partition={} state={} reason=\"{}\"", partition, next, reason.toString());
        LOG.debug("event=writer-interrupted partition={}", partition, reason);
        if (lifecycle.state() == State.SERVING || lifecycle.state() == State.DRAINING) {
            expectServiceSoon();
        }
        lifecycle.become(next, reason.toString());
    }

    private void expectServiceSoon() {
        giveUpAtNanos = context.machine().nanoTime()
                + context.config().timing().unknownOutcome().toNanos();
    }

    private Producer<byte[], byte[]> takeOver() {
        long start = context.machine().nanoTime();
        PartitionIndex index = resources.openIndex();
        Producer<byte[], byte[]> producer = resources.newProducer();
        long events = context.log().readToEnd(index, partition, () -> !lifecycle.mustStop());
        if (events >= 0) {
            doubt.resolve(index, new StoreUnavailableException("the transaction was not committed", null));
            requireConfirmation(index);
            context.announcer().announce(producer, partition);
            context.listener().acquired(partition);
            lifecycle.become(State.SERVING, "");
            long millis = Duration.ofNanos(context.machine().nanoTime() - start).toMillis();
            LOG.info("event=partition-served partition={} events={} millis={}", partition, events, millis);
        }
        return producer;
    }

    private void serve(Producer<byte[], byte[]> producer) {
        PartitionIndex index = resources.openIndex();
        int lastSize = 1;
        Duration gather = GATHER_LEAST;
        while (!lifecycle.mustStop()) {
            if (!proof.holds()) {
                throw new UnconfirmedException();
            }
            if (lastSize > 1) {
                queue.await(lastSize, gather);
            }
            SignedCheckpoint checkpoint = checkpoints.due(index.chain(), lifecycle.draining() && queue.size() == 0);
            List<PendingAppend> group =
                    AppendGroup.take(queue, index, context.config().limits());
            lastSize = group.size();
            if (!group.isEmpty() || checkpoint != null) {
                long start = context.machine().nanoTime();
                write(producer, index, group, checkpoint);
                gather = withinLimits(context.machine().nanoTime() - start);
            } else if (queue.size() == 0) {
                if (lifecycle.draining()) {
                    return;
                }
                queue.await(1, IDLE);
            }
        }
    }

    private void requireConfirmation(PartitionIndex index) {
        if (!proof.holds() && proof.ask(partition, index.nextEvent()) != OwnershipProof.Answer.YES) {
            throw new UnconfirmedException();
        }
    }

    private static Duration withinLimits(long nanos) {
        return Duration.ofNanos(Math.clamp(nanos, GATHER_LEAST.toNanos(), GATHER_MOST.toNanos()));
    }

    private void write(
            Producer<byte[], byte[]> producer,
            PartitionIndex index,
            List<PendingAppend> group,
            @Nullable SignedCheckpoint checkpoint) {
        doubt.about(group);
        Transaction committed = Transaction.commit(
                producer, context.config(), partition, group, index.chain().head(), checkpoint);
        doubt.none();
        try {
            committed.applyTo(index);
        } catch (RuntimeException e) {
            lifecycle.become(State.TAKING_OVER, e.toString());
            throw e;
        } finally {
            committed.answer();
        }
    }

    /** After a failure: waits until the group confirms the ownership (true) or denies it (false). */
    private boolean stillOwner() {
        while (!lifecycle.mustStop()) {
            context.machine().sleep(RETRY_PAUSE);
            PartitionIndex index = resources.index();
            OwnershipProof.Answer answer = proof.ask(partition, index == null ? 0 : index.nextEvent());
            if (context.machine().nanoTime() > giveUpAtNanos) {
                giveUp();
            }
            if (answer != OwnershipProof.Answer.UNKNOWN) {
                LOG.info("event=ownership-asked partition={} answer={}", partition, answer);
                return answer == OwnershipProof.Answer.YES;
            }
        }
        return false;
    }

    /** Nobody waits any longer; the writer itself goes on trying. */
    private void giveUp() {
        lifecycle.become(State.TAKING_OVER, lifecycle.detail());
        doubt.giveUp();
        queue.drain().forEach(append -> append.failed(lifecycle.refusal()));
    }

    /** A broken log: nothing is written or read until the partition is given away. */
    private void standStill(String reason) {
        lifecycle.become(State.FAILED, reason);
        doubt.giveUp();
        while (!lifecycle.mustStop() && !lifecycle.draining()) {
            queue.drain().forEach(append -> append.failed(lifecycle.refusal()));
            queue.await(1, IDLE);
        }
    }

    private void end() {
        lifecycle.become(State.NOT_OWNED, "");
        queue.close();
        queue.drain().forEach(append -> append.failed(lifecycle.refusal()));
        resources.closeProducer(lifecycle.lost() ? Duration.ZERO : PRODUCER_CLOSE);
        resolveWithoutOwning();
        resources.closeIndex();
        context.listener().released(partition);
        LOG.info("event=partition-released partition={}", partition);
    }

    /** Whoever owns the partition now has ended the transaction in doubt, one way or the other: the log knows. */
    private void resolveWithoutOwning() {
        PartitionIndex index = resources.index();
        if (!doubt.exists() || index == null) {
            doubt.giveUp();
            return;
        }
        long until =
                context.machine().nanoTime() + context.config().timing().drain().toNanos();
        try {
            if (context.log()
                            .readToEnd(index, partition, () -> context.machine().nanoTime() < until)
                    >= 0) {
                doubt.resolve(index, lifecycle.refusal());
            }
        } catch (RuntimeException e) {
            LOG.warn("event=doubt-unresolved partition={} reason=\"{}\"", partition, e.toString());
        } finally {
            doubt.giveUp();
        }
    }
}
