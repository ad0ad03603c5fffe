package io.docket.eventstore.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.machine.JavaMachine;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SharedTransactionsTest {
    private static final String EVENTS = "events";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Limits LIMITS = new Limits(100, 1 << 20, 3, 1 << 20, 1 << 20, 1 << 20, 1 << 20);

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final Standing standing = new Standing(new ConsumerGroupMetadata("group"), Set.of(0, 1));
    private SharedTransactions transactions = on(new JavaMachine());
    private long term = transactions.open();

    private SharedTransactions on(Machine machine) {
        return new SharedTransactions(EVENTS, LIMITS, this::producer, () -> standing, machine);
    }

    private MockProducer<byte[], byte[]> producer() {
        producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producers.getLast();
    }

    private Batch batch(int partition, int records) {
        return batch(partition, records, false);
    }

    private Batch batch(int partition, int records, boolean lost) {
        Batch batch = new Batch(partition, term, FormerOwners.note(7, "writer"), () -> lost);
        for (int i = 0; i < records; i++) {
            batch.add(new ProducerRecord<>(EVENTS, partition, new byte[1], new byte[1]));
        }
        return batch;
    }

    private void commit(Batch batch) {
        transactions.commit(batch);
    }

    @Test
    void a_transaction_carries_the_offsets_of_the_partitions_that_it_writes() {
        commit(batch(1, 2));

        assertThat(producers.getLast().history()).hasSize(2);
        assertThat(producers.getLast().consumerGroupOffsetsHistory().getFirst().get("group"))
                .containsOnlyKeys(new TopicPartition(EVENTS, 1))
                .containsValue(FormerOwners.note(7, "writer"));
    }

    @Test
    void those_who_board_together_share_a_transaction() throws InterruptedException {
        boardTogether(batch(0, 1), batch(1, 1));

        assertThat(producers.getLast().commitCount()).isOne();
        assertThat(producers.getLast().history()).hasSize(2);
    }

    @Test
    void a_shared_transaction_keeps_the_limit_of_records() throws InterruptedException {
        boardTogether(batch(0, 2), batch(1, 2));

        assertThat(producers.getLast().commitCount()).isEqualTo(2);
    }

    /** On a machine whose clock stands still, so that nobody is left behind. */
    private void boardTogether(Batch first, Batch second) throws InterruptedException {
        transactions = on(new StoppedClock(new JavaMachine()));
        transactions.open();
        transactions.board(first.partition(), PATIENCE);
        transactions.board(second.partition(), PATIENCE);
        Thread other = Thread.startVirtualThread(() -> transactions.commit(first));
        transactions.commit(second);
        assertThat(other.join(PATIENCE)).isTrue();
    }

    @Test
    void who_boarded_and_does_not_come_is_not_waited_for() {
        transactions.board(0, PATIENCE);
        transactions.board(1, PATIENCE);

        transactions.commit(batch(0, 1));

        assertThat(producers.getLast().commitCount()).isOne();
    }

    @Test
    void a_partition_that_the_group_did_not_assign_writes_nothing() {
        assertThatExceptionOfType(NotCommittedException.class).isThrownBy(() -> commit(batch(2, 1)));

        assertThat(producers.getLast().history()).isEmpty();
    }

    @Test
    void a_partition_that_was_given_away_and_came_back_does_not_write_what_it_built_before() {
        assertThatExceptionOfType(NotCommittedException.class).isThrownBy(() -> commit(batch(0, 1, true)));

        assertThat(producers.getLast().history()).isEmpty();
    }

    @Test
    void what_the_group_refuses_is_not_committed_and_the_producer_goes_on() {
        producers.getLast().sendOffsetsToTransactionException = new CommitFailedException();
        assertThatExceptionOfType(NotCommittedException.class).isThrownBy(() -> commit(batch(0, 1)));
        producers.getLast().sendOffsetsToTransactionException = null;

        commit(batch(0, 1));

        assertThat(producers).hasSize(1);
        assertThat(producers.getLast().history()).hasSize(1);
    }

    @Test
    void after_a_commit_without_an_answer_everybody_has_to_begin_again() {
        producers.getLast().commitTransactionException = new org.apache.kafka.common.errors.TimeoutException("lost");
        assertThatExceptionOfType(org.apache.kafka.common.errors.TimeoutException.class)
                .isThrownBy(() -> commit(batch(0, 1)));

        assertThatExceptionOfType(NotCommittedException.class).isThrownBy(() -> commit(batch(1, 1)));

        term = transactions.open();
        commit(batch(1, 1));
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().commitCount()).isOne();
    }

    /** A batch that the producer splits and makes again expires, and not every way to expire is called so. */
    @Test
    void where_a_record_was_not_taken_the_producer_is_replaced_whatever_it_says() {
        ExpiringProducer expiring = new ExpiringProducer();
        transactions = new SharedTransactions(EVENTS, LIMITS, () -> expiring, () -> standing, new JavaMachine());
        term = transactions.open();

        assertThatExceptionOfType(NotCommittedException.class)
                .isThrownBy(() -> commit(batch(0, 1)))
                .matches(NotCommittedException::recordsWereNotTaken);

        assertThat(expiring.closed()).isTrue();
    }

    /** One whose records expire, and that only says that it cannot go on. */
    private static final class ExpiringProducer extends MockProducer<byte[], byte[]> {
        ExpiringProducer() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
            sendOffsetsToTransactionException = new KafkaException("It isn't safe to continue.");
        }

        @Override
        public synchronized void flush() {
            errorNext(new org.apache.kafka.common.errors.TimeoutException("expired"));
        }
    }

    /** A machine whose clock stands still. */
    private record StoppedClock(Machine real) implements Machine {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void sleep(Duration pause) {
            real.sleep(pause);
        }

        @Override
        public Worker worker(String name, Runnable work) {
            return real.worker(name, work);
        }

        @Override
        public <T> T get(CompletableFuture<T> result, Duration atMost)
                throws InterruptedException, ExecutionException, TimeoutException {
            return real.get(result, atMost);
        }

        @Override
        public Signal signal(ReentrantLock lock) {
            return real.signal(lock);
        }
    }
}
