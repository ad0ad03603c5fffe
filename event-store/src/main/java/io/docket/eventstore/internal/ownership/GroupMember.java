package io.docket.eventstore.internal.ownership;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.machine.Machine;
import io.docket.eventstore.internal.writer.OwnershipProof;
import io.docket.eventstore.internal.writer.Standing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance as a member of the consumer group. It reads nothing: the group's assignment of the events topic says
 * which partitions the instance owns. A partition's former owner drains before the next one gets it.
 */
public final class GroupMember implements OwnershipProof, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final EventStoreConfig config;
    private final String writerId;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Assignment assignment;
    private final BlockingQueue<Question> questions;
    private final Machine machine;
    private final Lease lease;
    private final Machine.Worker worker;
    private long renewAtNanos;
    private volatile Standing standing = Standing.NONE;
    private volatile boolean closing;

    /** Hears what the group decides, on the group's thread; the group waits while it is told. */
    public interface Assignment {
        void assigned(List<Integer> partitions);

        /**
         * To be given away: returns when they are drained.
         *
         * @param meanwhile to be called now and then until it returns: those who drain may have to ask, and the others
         *     go on being served
         */
        void revoked(List<Integer> partitions, Runnable meanwhile);

        /** Already given away. */
        void lost(List<Integer> partitions);

        /** True once the partition was taken over: nobody needs the note of its former owner any more. */
        boolean taken(int partition);

        /** How far the index of an assigned partition has come; 0 if there is none yet. */
        long nextOffset(int partition);
    }

    private record Question(int partition, long nextOffset, CompletableFuture<Answer> answer) {}

    /**
     * @param writerId transactional id of this instance
     * @param consumers makes members with this instance's name
     */
    public GroupMember(
            EventStoreConfig config,
            String writerId,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Assignment assignment,
            Machine machine) {
        this.config = config;
        this.writerId = writerId;
        this.consumers = consumers;
        this.assignment = assignment;
        this.questions = new ArrayBlockingQueue<>(config.events().partitions());
        this.machine = machine;
        this.lease = new Lease(machine, config.timing().sessionTimeout());
        this.worker = machine.worker(config.events().name() + "-member", this::run);
    }

    public void start() {
        worker.start();
    }

    @Override
    public Answer ask(int partition, long nextOffset) {
        Question question = new Question(partition, nextOffset, new CompletableFuture<>());
        if (!questions.offer(question)) {
            return Answer.UNKNOWN;
        }
        try {
            return machine.get(question.answer(), ASK.multipliedBy(2));
        } catch (ExecutionException | TimeoutException e) {
            return Answer.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.UNKNOWN;
        }
    }

    @Override
    public boolean holds() {
        return lease.holds();
    }

    /** What the group last told this instance. */
    public Standing standing() {
        return standing;
    }

    private void run() {
        while (!closing) {
            try {
                belong(consumers.get());
            } catch (RuntimeException e) {
                LOG.warn("event=group-not-joined group={} reason=\"{}\"", config.groupId(), e.toString());
                machine.sleep(RETRY_PAUSE);
            }
        }
    }

    private void belong(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.subscribe(List.of(config.events().name()), new Rebalance(consumer));
            while (!closing) {
                turn(consumer);
            }
        } catch (FencedInstanceIdException e) {
            fenced(consumer);
        } finally {
            leave(consumer);
        }
    }

    /**
     * Another process has this instance's name, or a coordinator that took over remembers a former member of that name.
     * Only the latter ends, so the member comes back, and not at once.
     */
    private void fenced(Consumer<byte[], byte[]> consumer) {
        LOG.error(
                "event=instance-fenced group={} reason=\"the group knows another member of this name; if it stays so, another"
                        + " instance runs with a copy of this data folder\"",
                config.groupId());
        assignment.lost(partitions(consumer.assignment()));
        standing = Standing.NONE;
        machine.sleep(config.timing().sessionTimeout());
    }

    private void turn(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.poll(POLL);
            attend(consumer);
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("event=group-poll-failed group={} reason=\"{}\"", config.groupId(), e.toString());
            machine.sleep(RETRY_PAUSE);
        }
    }

    /** Answers those who ask, and renews the lease when it is time. */
    private void attend(Consumer<byte[], byte[]> consumer) {
        for (Question question = questions.poll(); question != null; question = questions.poll()) {
            question.answer().complete(answer(consumer, question.partition(), question.nextOffset()));
        }
        renewLease(consumer);
    }

    private void renewLease(Consumer<byte[], byte[]> consumer) {
        if (lease.isDue() && machine.nanoTime() - renewAtNanos >= 0) {
            renewAtNanos = machine.nanoTime() + RETRY_PAUSE.toNanos();
            consumer.assignment().stream()
                    .map(TopicPartition::partition)
                    .filter(assignment::taken)
                    .findFirst()
                    .ifPresent(partition -> answer(consumer, partition, assignment.nextOffset(partition)));
        }
    }

    /** A commit of an offset is refused by the coordinator to anybody who is not the owner any more. */
    private Answer answer(Consumer<byte[], byte[]> consumer, int number, long nextOffset) {
        TopicPartition partition = new TopicPartition(config.events().name(), number);
        if (!consumer.assignment().contains(partition)) {
            return Answer.NO;
        }
        try {
            long askedAt = machine.nanoTime();
            consumer.commitSync(Map.of(partition, FormerOwners.note(nextOffset, writerId)), ASK);
            lease.proven(askedAt);
            return Answer.YES;
        } catch (CommitFailedException | FencedInstanceIdException e) {
            return Answer.NO;
        } catch (KafkaException e) {
            LOG.info("event=ownership-unknown partition={} reason=\"{}\"", number, e.toString());
            return Answer.UNKNOWN;
        }
    }

    private void leave(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(config.timing().drain()));
        } catch (KafkaException e) {
            LOG.warn("event=group-leave-failed group={} reason=\"{}\"", config.groupId(), e.toString());
        }
    }

    /** Drains what is owned and leaves the group, so that the others need not wait for the session to end. */
    @Override
    public void close() {
        closing = true;
        worker.awaitEnd(config.timing().drain().multipliedBy(3));
    }

    private static List<Integer> partitions(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;
        private boolean rearranged;

        Rebalance(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(consumer.assignment());
            stand(Set.of());
            assignment.assigned(partitions(partitions));
            rearrangeOnce();
        }

        /**
         * A member that is back under its name gets its assignment as it stands. If it crashed while it gave a partition
         * away, nobody has that one until the group is rearranged, and nobody else would ask for it.
         */
        private void rearrangeOnce() {
            if (!rearranged) {
                rearranged = true;
                consumer.enforceRebalance("first assignment after a start");
            }
        }

        /**
         * What is to be given away is still this instance's own, in the new generation, until it is drained. A transaction of
         * the former generation may just have been refused: its writer asks before it goes on.
         */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            stand(Set.of());
            assignment.revoked(partitions(partitions), () -> attend(consumer));
            stand(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            assignment.lost(partitions(partitions));
            stand(partitions);
        }

        private void stand(Collection<TopicPartition> without) {
            Set<TopicPartition> own = new HashSet<>(consumer.assignment());
            own.removeAll(Set.copyOf(without));
            standing = new Standing(consumer.groupMetadata(), Set.copyOf(partitions(own)));
        }
    }
}
