package io.docket.projection.messaging;

import io.docket.contracts.position.Position;
import io.docket.projection.deadletter.WaitingEvents;
import io.docket.projection.view.LogEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Waiting events from Kafka, by a consumer for each call: retries are rare. */
@ApplicationScoped
public class KafkaWaitingEvents implements WaitingEvents {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Events lie scattered: a fetch brings little more than the batch that one is in. */
    private static final int FETCH_BYTES = 64 * 1024;

    /** A gap of fewer offsets is read through, a larger one is jumped over. */
    private static final long READ_THROUGH = 500;

    private final String bootstrapServers;
    private final String topic;

    public KafkaWaitingEvents(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    @Override
    public List<LogEvent> at(int partition, List<Long> offsets) {
        List<LogEvent> events = new ArrayList<>();
        try (Reader reader = new Reader(partition, FETCH_BYTES)) {
            for (long offset : offsets) {
                ConsumerRecord<String, byte[]> record = reader.from(offset, offset + 1);
                LogEvent event = record == null || record.offset() != offset
                        ? null
                        : RecordReader.read(record).event();
                if (event == null) {
                    throw new Missing(new Position(partition, offset));
                }
                events.add(event);
            }
        }
        return events;
    }

    @Override
    public Found find(int partition, String root, long from, long until, int limit) {
        List<LogEvent> events = new ArrayList<>();
        long next = from;
        try (Reader reader = new Reader(partition, ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES)) {
            while (events.size() < limit) {
                ConsumerRecord<String, byte[]> record = reader.from(next, until);
                if (record == null || record.offset() >= until) {
                    return new Found(events, until);
                }
                next = record.offset() + 1;
                LogEvent event =
                        root.equals(record.key()) ? RecordReader.read(record).event() : null;
                if (event != null) {
                    events.add(event);
                }
            }
        }
        return new Found(events, next);
    }

    /** Reads forward in one partition, and jumps over what nobody asks for. */
    private final class Reader implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final TopicPartition partition;
        private final Deque<ConsumerRecord<String, byte[]>> fetched = new ArrayDeque<>();
        private long next = -1;

        Reader(int partition, int fetchBytes) {
            this.partition = new TopicPartition(topic, partition);
            this.consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "none",
                            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                            fetchBytes),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(this.partition));
        }

        /**
         * The first record from the offset on; absent if there is none before {@code until}.
         *
         * @throws Missing if Kafka does not answer
         */
        @Nullable
        ConsumerRecord<String, byte[]> from(long offset, long until) {
            while (!fetched.isEmpty() && fetched.getFirst().offset() < offset) {
                fetched.removeFirst();
            }
            if (fetched.isEmpty()) {
                fetch(offset, until);
            }
            return fetched.pollFirst();
        }

        private void fetch(long offset, long until) {
            if (next < 0 || next > offset || offset - next > READ_THROUGH) {
                consumer.seek(partition, offset);
            }
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (fetched.isEmpty() && consumer.position(partition) < until) {
                for (ConsumerRecord<String, byte[]> record : poll(offset)) {
                    if (record.offset() >= offset) {
                        fetched.addLast(record);
                    }
                }
                next = consumer.position(partition);
                if (System.nanoTime() > deadline && fetched.isEmpty()) {
                    throw new Missing(new Position(partition.partition(), offset));
                }
            }
        }

        private ConsumerRecords<String, byte[]> poll(long offset) {
            try {
                return consumer.poll(TIMEOUT);
            } catch (InvalidOffsetException notThere) {
                throw new Missing(new Position(partition.partition(), offset));
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
