package io.docket.eventstore.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.StartRefusedException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.LogTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that is a compacted topic with one partition, so that all instances see all changes in one order. A change is
 * written first, and seen when the table's reader has come to it.
 */
public final class KafkaTable implements SharedTable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTable.class);
    private static final int MAX_ENTRY_BYTES = 8 << 20;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    private final TopicPartition topic;
    private final Duration answer;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final ConcurrentSkipListMap<String, byte[]> entries = new ConcurrentSkipListMap<>();
    private final Thread reader;
    private final Object progress = new Object();
    private long next;
    private volatile boolean closed;

    private KafkaTable(EventStoreConfig config, KafkaClients clients, String topic) {
        this.topic = new TopicPartition(topic, 0);
        this.answer = config.timing().commitTimeout();
        this.producer = clients.producer(topic + "-table");
        this.consumer = consumer(clients, topic);
        this.reader = Thread.ofPlatform().name(topic + "-table").daemon().unstarted(this::follow);
    }

    private Consumer<byte[], byte[]> consumer(KafkaClients clients, String name) {
        try {
            return clients.reader(name + "-table");
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Opens the table, creates its topic if it is missing, and reads it.
     *
     * @param config addresses and timing of the store beside it
     * @param topic name of the topic
     * @throws StartRefusedException if the topic is there and is not compacted alone, or has more than one partition
     * @throws StoreUnavailableException if the broker does not answer
     */
    public static KafkaTable open(EventStoreConfig config, String topic) {
        return open(config, new KafkaClients(config), topic);
    }

    static KafkaTable open(EventStoreConfig config, KafkaClients clients, String topic) {
        create(config, clients, topic);
        KafkaTable table = new KafkaTable(config, clients, topic);
        try {
            table.consumer.assign(List.of(table.topic));
            table.consumer.seekToBeginning(List.of(table.topic));
            long end = table.consumer
                    .endOffsets(List.of(table.topic), table.answer)
                    .get(table.topic);
            table.reader.start();
            table.awaitReading(end, config.timing().start());
            return table;
        } catch (RuntimeException e) {
            table.close();
            throw e instanceof StoreUnavailableException known
                    ? known
                    : new StoreUnavailableException("table " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void create(EventStoreConfig config, KafkaClients clients, String topic) {
        Topic wanted = new Topic(
                topic,
                1,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MAX_ENTRY_BYTES)));
        try (Admin admin = clients.admin()) {
            new LogTopics(admin, config).prepareTable(wanted);
        } catch (KafkaException e) {
            throw new StoreUnavailableException("topic " + topic + " cannot be created: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public NavigableMap<String, byte[]> startingWith(String prefix) {
        return new TreeMap<>(entries.subMap(prefix, true, prefix + Character.MAX_VALUE, false));
    }

    @Override
    public void put(String key, byte[] value) {
        write(key, value);
    }

    @Override
    public void remove(String key) {
        write(key, null);
    }

    private void write(String key, byte @Nullable [] value) {
        try {
            long offset = producer.send(new ProducerRecord<>(topic.topic(), 0, key.getBytes(UTF_8), value))
                    .get(answer.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            awaitReading(offset + 1, answer);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailableException("table " + topic.topic() + " cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while writing table " + topic.topic(), e);
        }
    }

    private void awaitReading(long offset, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        synchronized (progress) {
            while (next < offset) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (closed || left <= 0) {
                    throw new StoreUnavailableException("table " + topic.topic() + " is not read to its end", null);
                }
                try {
                    progress.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new StoreUnavailableException("interrupted", e);
                }
            }
        }
    }

    private void follow() {
        while (!closed) {
            try {
                consumer.poll(POLL).forEach(this::apply);
                advance(consumer.position(topic, answer));
            } catch (RuntimeException e) {
                LOG.warn("event=table-read-failed topic={} reason=\"{}\"", topic.topic(), e.toString());
                pause();
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void apply(ConsumerRecord<byte[], byte[]> kafka) {
        String key = new String(kafka.key(), UTF_8);
        if (kafka.value() == null) {
            entries.remove(key);
        } else {
            entries.put(key, kafka.value());
        }
    }

    private void advance(long position) {
        synchronized (progress) {
            if (position > next) {
                next = position;
                progress.notifyAll();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (progress) {
            progress.notifyAll();
        }
        producer.close(answer);
        if (reader.getState() == Thread.State.NEW) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
