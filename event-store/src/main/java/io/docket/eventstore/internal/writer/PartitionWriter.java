package io.docket.eventstore.internal.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.checkpoint.CheckpointPlan;
import io.docket.eventstore.internal.index.BrokenLogException;
import io.docket.eventstore.internal.index.IndexException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.log.LostRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a partition's single writer. The states are drawn at {@link io.docket.eventstore.PartitionStatus}.
 *
 * <p>Every way in is the same, first time or after a failure: wait until nobody's transaction from before can be
 * committed any more, read to the end, answer what is in doubt, serve. After a failure the group is asked first: it may
 * have another owner in mind.
 */
final class PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);
    private static final Duration IDLE = Duration.ofMillis(500);

    /** Never committed, so nobody ever reads it. */
    private static final byte[] MARK = "mark".getBytes(UTF_8);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    private final int partition;
    private final Tenure tenure;
    private final WriterContext context;
    private final OwnershipProof proof;
    private final Lifecycle lifecycle;
    private final AppendQueue queue;
    private final Resources resources;
    private final Doubt doubt = new Doubt();
    private final CheckpointPlan checkpoints;
    private long giveUpAtNanos;

    /** The index lacks nothing that anybody was told. */
    private boolean complete;

    PartitionWriter(
            Tenure tenure,
            WriterContext context,
            OwnershipProof proof,
            Lifecycle lifecycle,
            AppendQueue queue,
            Resources resources) {
        this.partition = tenure.partition();
        this.tenure = tenure;
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
                context.clock());
    }

    void run() {
        try {
            expectServiceSoon();
            boolean finished = false;
            while (!finished && !lifecycle.mustStop()) {
                finished = live() || !stillOwner();
            }
        } catch (VirtualMachineError | LinkageError e) {
            LOG.error("event=partition-failed partition={}", partition, e);
            standStill(e.toString());
        } finally {
            end();
        }
    }

    /** One life: takes over and serves. True if it came to a regular end, false if something failed. */
    private boolean live() {
        try {
            long term = context.transactions().open();
            if (takeOver(term)) {
                serve(term);
                withdraw(term);
            }
            return true;
        } catch (BrokenLogException e) {
            LOG.error("event=partition-failed partition={} reason=\"{}\"", partition, e.getMessage());
            standStill(String.valueOf(e.getMessage()));
            return true;
        } catch (IndexException e) {
            interrupted(State.TAKING_OVER, e);
            if (e.corrupt()) {
                dropIndex();
            } else {
                resources.closeIndex();
            }
        } catch (KafkaException | NotCommittedException e) {
            interrupted(complete ? State.IN_DOUBT : State.TAKING_OVER, e);
        } catch (RuntimeException e) {
            interrupted(State.TAKING_OVER, e);
        }
        return false;
    }

    /** One that cannot be deleted now is found to be of no use again: the writer itself goes on trying. */
    private void dropIndex() {
        try {
            resources.dropIndex();
        } catch (RuntimeException e) {
            LOG.warn("event=index-not-dropped partition={} reason=\"{}\"", partition, e.toString());
        }
    }

    private void interrupted(State next, RuntimeException reason) {
        LOG.warn("event=writer-interrupted partition={} state={} reason=\"{}\"", partition, next, reason.toString());
        LOG.debug("event=writer-interrupted partition={}", partition, reason);
        if (lifecycle.state() == State.SERVING || lifecycle.state() == State.DRAINING) {
            expectServiceSoon();
        }
        complete = next == State.IN_DOUBT;
        lifecycle.become(next, reason.toString());
    }

    private void expectServiceSoon() {
        giveUpAtNanos = context.machine().nanoTime()
                + context.config().timing().unknownOutcome().toNanos();
    }

    /** True if the partition is served now, false if it was told to stop before. */
    private boolean takeOver(long term) {
        long start = context.machine().nanoTime();
        PartitionIndex index = resources.openIndex();
        BooleanSupplier goOn = () -> !lifecycle.mustStop();
        if (!context.formerOwners().awaitEnd(partition, goOn)) {
            return false;
        }
        Map<TopicPartition, Long> marked = context.transactions().mark(term, marks());
        LostRecords.requireNone(
                index,
                new TopicPartition(context.config().events().name(), partition),
                new TopicPartition(context.config().outcomes().name(), partition),
                marked,
                context.indexes().of(partition));
        long events = context.log().readToEnd(index, partition, marked, goOn);
        if (events < 0) {
            return false;
        }
        returnToQueue(doubt.resolve(index));
        requireConfirmation(index);
        announce(index, term);
        context.listener().acquired(partition);
        complete = true;
        lifecycle.become(State.SERVING, "");
        long millis = Duration.ofNanos(context.machine().nanoTime() - start).toMillis();
        LOG.info("event=partition-served partition={} events={} millis={}", partition, events, millis);
        return true;
    }

    /** Records that the leaders in office put behind everything that former owners wrote. */
    private List<ProducerRecord<byte[], byte[]>> marks() {
        return Stream.of(context.config().events(), context.config().outcomes())
                .map(topic -> new ProducerRecord<byte[], byte[]>(topic.name(), partition, MARK, MARK))
                .toList();
    }

    /** With its answer the group notes who writes from now on: the next owner finds this writer there. */
    private void requireConfirmation(PartitionIndex index) {
        if (proof.ask(partition, index.nextEvent()) != OwnershipProof.Answer.YES) {
            throw new UnconfirmedException();
        }
    }

    private void announce(PartitionIndex index, long term) {
        context.announcer().announcement(partition).ifPresent(said -> {
            Batch batch = batch(term, note(index));
            batch.add(said);
            context.transactions().commit(batch);
            LOG.info("event=ownership-published partition={}", partition);
        });
    }

    /** Nothing depends on it: the next owner would only fence this instance without need. */
    private void withdraw(long term) {
        PartitionIndex index = resources.index();
        if (lifecycle.lost() || index == null) {
            return;
        }
        Batch batch = batch(term, FormerOwners.farewell(index.nextEvent()));
        context.announcer().withdrawal(partition).ifPresent(batch::add);
        try {
            context.transactions().commit(batch);
            LOG.info("event=ownership-withdrawn partition={}", partition);
        } catch (KafkaException | NotCommittedException e) {
            LOG.warn("event=ownership-not-withdrawn partition={} reason=\"{}\"", partition, e.toString());
        }
    }

    private Batch batch(long term, OffsetAndMetadata noted) {
        return new Batch(partition, term, noted, lifecycle::lost);
    }

    private OffsetAndMetadata note(PartitionIndex index) {
        return FormerOwners.note(index.nextEvent(), context.writerId());
    }

    private void serve(long term) {
        PartitionIndex index = resources.openIndex();
        while (!lifecycle.mustStop()) {
            if (!proof.holds()) {
                throw new UnconfirmedException();
            }
            if (!lifecycle.draining()) {
                resources.requireSound();
            }
            boolean last = lifecycle.draining() && queue.size() == 0;
            SignedCheckpoint checkpoint = checkpoints.due(index.chain(), last);
            if (queue.size() > 0 || checkpoint != null) {
                write(term, index, checkpoint);
            } else if (last) {
                return;
            } else {
                queue.await(IDLE);
            }
        }
    }

    private void write(long term, PartitionIndex index, @Nullable SignedCheckpoint checkpoint) {
        if (!context.transactions().board(partition, IDLE)) {
            return;
        }
        AppendBatch batch = null;
        try {
            doubt.about(AppendGroup.take(queue, index, context.config().limits(), tenure));
            if (doubt.exists() || checkpoint != null) {
                batch = new AppendBatch(
                        batch(term, note(index)),
                        context.config(),
                        doubt.appends(),
                        index.chain().head(),
                        checkpoint);
            }
        } finally {
            if (batch == null) {
                context.transactions().leave(partition);
            }
        }
        if (batch != null) {
            commit(batch, index);
        }
    }

    private void commit(AppendBatch batch, PartitionIndex index) {
        try {
            context.transactions().commit(batch.batch());
        } catch (NotCommittedException e) {
            if (e.recordsWereNotTaken()) {
                context.recordLimit().lookAgain();
            }
            returnToQueue(doubt.appends());
            doubt.none();
            throw e;
        } catch (KafkaException e) {
            doubt.writtenUpTo(batch.batch().sent().ends());
            throw e;
        }
        doubt.none();
        try {
            batch.applyTo(index);
        } catch (RuntimeException e) {
            lifecycle.become(State.TAKING_OVER, e.toString());
            throw e;
        } finally {
            context.answers().execute(batch::answer);
        }
    }

    /** What is certainly not committed waits for the next transaction, but not for ever. */
    private void returnToQueue(List<PendingAppend> appends) {
        List<PendingAppend> again = new ArrayList<>();
        for (PendingAppend append : appends) {
            try {
                append.requireFits(context.recordLimit().bytes());
                append.countReturn();
                again.add(append);
            } catch (EventStoreException e) {
                append.failed(e);
            }
        }
        queue.putBack(again);
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

    /** A broken log, or a JVM that is: nothing is written or read until the partition is given away. */
    private void standStill(String reason) {
        lifecycle.become(State.FAILED, reason);
        doubt.giveUp();
        while (!lifecycle.mustStop() && !lifecycle.draining()) {
            queue.drain().forEach(append -> append.failed(lifecycle.refusal()));
            queue.await(IDLE);
        }
    }

    private void end() {
        lifecycle.become(State.NOT_OWNED, "");
        queue.close();
        queue.drain().forEach(append -> append.failed(lifecycle.refusal()));
        resolveWithoutOwning();
        resources.closeIndex();
        context.listener().released(partition);
        LOG.info("event=partition-released partition={}", partition);
    }

    /** All of the transaction in doubt was acknowledged before its commit, so the log tells once it is read to its end. */
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
                            .readToEnd(
                                    index,
                                    partition,
                                    doubt.written(),
                                    () -> context.machine().nanoTime() < until)
                    >= 0) {
                doubt.resolve(index).forEach(append -> append.failed(lifecycle.refusal()));
            }
        } catch (RuntimeException e) {
            LOG.warn("event=doubt-unresolved partition={} reason=\"{}\"", partition, e.toString());
        } finally {
            doubt.giveUp();
        }
    }
}
