package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A transactional producer: as the real one, it ends a transaction only when every record is acknowledged. */
public final class SimulatedProducer extends MockProducer<byte[], byte[]> {
    private final String id;
    private final int partition;
    private final Life life;
    private final Schedule schedule;
    private final Cluster cluster;
    private final Timing timing;
    private final Map<TopicPartition, Batch> batches = new LinkedHashMap<>();
    private int epoch;
    private boolean open;
    private boolean failed;
    private @Nullable Request<Integer> ending;

    private static final class Batch {
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final List<CompletableFuture<RecordMetadata>> results = new ArrayList<>();
    }

    SimulatedProducer(String id, int partition, Life life, Schedule schedule, Cluster cluster, Timing timing) {
        this.id = id;
        this.partition = partition;
        this.life = life;
        this.schedule = schedule;
        this.cluster = cluster;
        this.timing = timing;
    }

    public Life life() {
        return life;
    }

    String id() {
        return id;
    }

    int epoch() {
        return epoch;
    }

    @Override
    public void initTransactions() {
        cluster.requireConfirmed(life, partition);
        epoch = ask("init", () -> cluster.transactions().init(id));
        cluster.fencedBy(partition, this);
    }

    private <T> T ask(String what, java.util.function.Supplier<T> handler) {
        return cluster.network().ask(life, what + " " + id, timing.commitTimeout(), handler);
    }

    @Override
    public void beginTransaction() {
        batches.clear();
        ending = null;
        open = true;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        Batch batch = batches.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), partition -> new Batch());
        CompletableFuture<RecordMetadata> result = new CompletableFuture<>();
        batch.records.add(record);
        batch.results.add(result);
        return result;
    }

    @Override
    public void flush() {
        produce(schedule.now() + timing.commitTimeout().toNanos());
    }

    @Override
    public void commitTransaction() {
        long until = schedule.now() + timing.commitTimeout().toNanos();
        try {
            produce(until);
            int current = epoch;
            Request<Integer> commit = cluster.network()
                    .send(
                            life,
                            "commit " + id + " epoch " + current,
                            rest(until),
                            () -> cluster.transactions().end(id, current, true));
            ending = commit;
            epoch = cluster.network().answer(commit, rest(until));
            open = false;
        } catch (TimeoutException e) {
            throw e;
        } catch (KafkaException e) {
            failed = true;
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
            if (!atMost.isZero() && open && !failed) {
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
            if (commit != null) {
                commit.cancel();
            }
        }
    }
}
