package io.docket.eventstore.bench.producers;

import io.docket.eventstore.bench.BenchLog;
import io.docket.eventstore.bench.server.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A successor that takes a partition whose writer was killed within a transaction: how long until it has written there
 * and every committed reader can read it. The session timeout, which comes before, is the same for all.
 *
 * @param log the log
 * @param partition the partition
 */
record Succession(BenchLog log, int partition) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEAD = "-dead";

    /** How a successor begins. */
    enum Beginning {
        /** With the id of the dead: initialising it ends the open transaction. */
        SAME_ID,
        /** With an id of its own: the broker ends the open transaction when it times out. */
        OWN_ID,
        /** With an id of its own, after fencing the id of the dead, which it must know. */
        OWN_ID_AFTER_FENCING
    }

    /** Time until the partition is written and readable again, in nanoseconds. */
    long nanos(Beginning beginning) throws Exception {
        String dead = log.name() + DEAD + beginning;
        kill(dead);
        long start = System.nanoTime();
        if (beginning == Beginning.OWN_ID_AFTER_FENCING) {
            fence(dead);
        }
        String id = beginning == Beginning.SAME_ID ? dead : log.name() + "-heir" + beginning;
        try (Producer<byte[], byte[]> heir = Producers.transactional(log.address(), id)) {
            heir.initTransactions();
            heir.beginTransaction();
            var sent = heir.send(new ProducerRecord<>(log.events().name(), partition, new byte[1], new byte[1]));
            heir.commitTransaction();
            awaitReadable(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).offset());
        }
        return System.nanoTime() - start;
    }

    private void kill(String id) throws Exception {
        Process victim = Java.start(
                OpenTransaction.class, log.address(), id, log.events().name(), Integer.toString(partition));
        try (BufferedReader answers = victim.inputReader(StandardCharsets.UTF_8)) {
            String line = answers.readLine();
            if (!OpenTransaction.OPEN.equals(line)) {
                throw new IOException("the writer said " + line);
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    private void fence(String id) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, log.address()))) {
            admin.fenceProducers(List.of(id)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void awaitReadable(long offset) throws InterruptedException {
        TopicPartition where = new TopicPartition(log.events().name(), partition);
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                log.address(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (var reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            while (reader.endOffsets(List.of(where)).get(where) <= offset) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }
}
