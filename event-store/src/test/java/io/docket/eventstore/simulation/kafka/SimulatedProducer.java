package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.simulation.kafka.Cluster.Step;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A transactional producer: as the real one, it ends a transaction only when every record is acknowledged. */
public final class SimulatedProducer extends MockProducer<byte[], byte[]> {
    private static final int EARLY_PRODUCE_PERCENT = 50;

    private final String id;
    private final Life life;
    private final Schedule schedule;
    private final Chance chance;
    private final Cluster cluster;
    private final Timing timing;
    private final Map<TopicPartition, Batch> batches = new LinkedHashMap<>();
    private int epoch;
    private boolean open;
    private @Nullable KafkaException broken;
    private @Nullable Request<Integer> ending;

    private static final class Batch {
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final List<CompletableFuture<RecordMetadata>> results = new ArrayList<>();
    }

    SimulatedProducer(String id, Life life, Schedule schedule, Chance chance, Cluster cluster, Timing timing) {
        this.id = id;
        this.life = life;
        this.schedule = schedule;
        this.chance = chance;
        this.cluster = cluster;
        this.timing = timing;
    }

    @Override
    public void initTransactions() {
        cluster.requireConfirmed(life);
        epoch = ask("init", () -> cluster.transactions().init(id));
    }

    private <T> T ask(String what, Supplier<T> handler) {
        return cluster.network().ask(life, what + " " + id, timing.commitTimeout(), handler);
    }

    /** A process may be stopped anywhere, also between its last look at the group and its first record. */
    @Override
    public void beginTransaction() {
        requireSound();
        batches.clear();
        ending = null;
        open = true;
        cluster.steps(life, Step.BEGUN);
        schedule.await(() -> true, Duration.ZERO);
    }

    private void requireSound() {
        if (broken != null) {
            throw new KafkaException("in an error state", broken);
        }
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        Batch batch = batches.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), partition -> new Batch());
        CompletableFuture<RecordMetadata> result = new CompletableFuture<>();
        batch.records.add(timed(record));
        batch.results.add(result);
        return result;
    }

    private ProducerRecord<byte[], byte[]> timed(ProducerRecord<byte[], byte[]> record) {
        long millis = record.timestamp() == null ? schedule.now() / 1_000_000 : record.timestamp();
        return new ProducerRecord<>(
                record.topic(), record.partition(), millis, record.key(), record.value(), record.headers());
    }

    /** The real one sends records whenever it likes, before or after the offsets. */
    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {
        if (chance.percent(EARLY_PRODUCE_PERCENT)) {
            flush();
        }
        requireSound();
        int current = epoch;
        try {
            ask("offsets of " + offsets.keySet() + " generation " + member.generationId(), () -> {
                cluster.transactions()
                        .offsets(
                                id,
                                current,
                                offsets,
                                member,
                                timing.transactionTimeout().toNanos());
                cluster.steps(life, Step.OFFSETS_TAKEN);
                return true;
            });
        } catch (TimeoutException e) {
            throw e;
        } catch (KafkaException e) {
            broken = e;
            throw e;
        }
    }

    /** What is not taken is told by the results, and by whatever is called next. */
    @Override
    public void flush() {
        List<Batch> sent = List.copyOf(batches.values());
        try {
            requireSound();
            produce(schedule.now() + timing.commitTimeout().toNanos());
        } catch (KafkaException e) {
            broken = e;
            sent.forEach(batch -> batch.results.forEach(result -> result.completeExceptionally(e)));
        } finally {
            batches.clear();
        }
    }

    @Override
    public void commitTransaction() {
        flush();
        requireSound();
        int current = epoch;
        Request<Integer> commit = cluster.network()
                .send(
                        life,
                        "commit " + id + " epoch " + current,
                        timing.commitTimeout(),
                        () -> cluster.transactions().end(id, current, true));
        ending = commit;
        end(() -> cluster.network().answer(commit, timing.commitTimeout()));
    }

    @Override
    public void abortTransaction() {
        KafkaException reason = broken;
        if (reason instanceof ProducerFencedException
                || reason instanceof InvalidProducerEpochException
                || reason instanceof InvalidTxnStateException) {
            throw reason;
        }
        int current = epoch;
        end(() -> ask("abort", () -> cluster.transactions().end(id, current, false)));
        broken = null;
    }

    private void end(Supplier<Integer> nextEpoch) {
        try {
            epoch = nextEpoch.get();
            open = false;
            cluster.steps(life, Step.NONE);
        } catch (TimeoutException e) {
            throw e;
        } catch (KafkaException e) {
            broken = e;
            throw e;
        }
    }

    private void produce(long until) {
        Map<Batch, Request<Long>> requests = new LinkedHashMap<>();
        int current = epoch;
        batches.forEach((partition, batch) -> requests.put(
                batch,
                cluster.network()
                        .send(
                                life,
                                "produce " + partition + " epoch " + current,
                                rest(until),
                                () -> cluster.transactions()
                                        .produce(
                                                id,
                                                current,
                                                partition,
                                                batch.records,
                                                timing.transactionTimeout().toNanos()))));
        try {
            for (Map.Entry<Batch, Request<Long>> request : requests.entrySet()) {
                complete(request.getKey(), cluster.network().answer(request.getValue(), rest(until)));
            }
        } finally {
            requests.values().forEach(Request::cancel);
        }
    }

    private static void complete(Batch batch, long offset) {
        for (int i = 0; i < batch.records.size(); i++) {
            ProducerRecord<byte[], byte[]> record = batch.records.get(i);
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            batch.results.get(i).complete(new RecordMetadata(partition, offset, i, record.timestamp(), 0, 0));
        }
    }

    private Duration rest(long until) {
        return Duration.ofNanos(Math.max(0, until - schedule.now()));
    }

    /** With time left, the real producer goes on with a commit under way, or aborts what is open. */
    @Override
    public void close(Duration atMost) {
        Request<Integer> commit = ending;
        try {
            if (!atMost.isZero() && open && broken == null) {
                int current = epoch;
                cluster.network()
                        .ask(
                                life,
                                "end at close " + id,
                                atMost,
                                () -> cluster.transactions().end(id, current, commit != null));
            }
        } catch (KafkaException e) {
            schedule.trace(() -> "close: " + e);
        } finally {
            cluster.steps(life, Step.NONE);
            if (commit != null) {
                commit.cancel();
            }
        }
    }
}
