package io.docket.eventstore.verify;

import io.docket.contracts.chain.LoggedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A log in Kafka, as far as it is committed when the source is opened. A log that is being written can be verified: the
 * ends of the checkpoints are taken before those of the events, so that none covers an event that is not read.
 */
public final class KafkaLogSource implements LogSource {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long ANSWER_SECONDS = 30;
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Map<String, Object> settings;
    private final String events;
    private final String checkpoints;
    private final int partitions;
    private final String clusterId;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private KafkaLogSource(Map<String, Object> settings, String events, String checkpoints) {
        this.settings = settings;
        this.events = events;
        this.checkpoints = checkpoints;
        this.clusterId = askClusterId();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics();
            if (!topics.containsKey(events)) {
                throw new IllegalArgumentException("there is no topic " + events);
            }
            List<PartitionInfo> sealed = topics.getOrDefault(checkpoints, List.of());
            this.partitions = count(topics.get(events), sealed);
            ends.putAll(consumer.endOffsets(partitions(sealed)));
            ends.putAll(consumer.endOffsets(partitions(topics.get(events))));
        }
    }

    /**
     * Opens a log.
     *
     * @param bootstrapServers addresses of the brokers, {@code host:port,...}
     * @param kafka further settings of the client, such as security
     * @param events topic of the events
     * @param checkpoints topic of the checkpoints; it may be missing
     */
    public static KafkaLogSource open(
            String bootstrapServers, Map<String, String> kafka, String events, String checkpoints) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "docket-verify");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return new KafkaLogSource(settings, events, checkpoints);
    }

    /** Id of the cluster that is read. */
    public String clusterId() {
        return clusterId;
    }

    private String askClusterId() {
        Map<String, Object> adminSettings = new HashMap<>(settings);
        adminSettings.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(adminSettings)) {
            return admin.describeCluster().clusterId().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new KafkaException(
                    "no answer from Kafka at " + settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Stream<LoggedRecord> events(int partition) {
        return records(new TopicPartition(events, partition));
    }

    @Override
    public Stream<LoggedRecord> checkpoints(int partition) {
        return records(new TopicPartition(checkpoints, partition));
    }

    private Stream<LoggedRecord> records(TopicPartition from) {
        Long end = ends.get(from);
        if (end == null) {
            return Stream.empty();
        }
        Consumer<byte[], byte[]> consumer = consumer();
        consumer.assign(List.of(from));
        consumer.seekToBeginning(List.of(from));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Records(consumer, from, end), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(consumer::close);
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A copy may lack the last partitions: the checkpoints say that there were some. */
    static int count(List<PartitionInfo> events, List<PartitionInfo> checkpoints) {
        return Math.max(events.size(), checkpoints.size());
    }

    private static List<TopicPartition> partitions(List<PartitionInfo> infos) {
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Every reader has its own consumer, which ends with its stream. */
    @Override
    public void close() {}

    /** The records up to an end. */
    private static final class Records implements Iterator<LoggedRecord> {
        private final Consumer<byte[], byte[]> consumer;
        private final TopicPartition from;
        private final long end;
        private Iterator<ConsumerRecord<byte[], byte[]>> fetched =
                List.<ConsumerRecord<byte[], byte[]>>of().iterator();

        Records(Consumer<byte[], byte[]> consumer, TopicPartition from, long end) {
            this.consumer = consumer;
            this.from = from;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            long giveUpAt = System.nanoTime() + STALL_NANOS;
            while (!fetched.hasNext() && consumer.position(from) < end) {
                fetched = consumer.poll(POLL).records(from).stream()
                        .filter(kafka -> kafka.offset() < end)
                        .iterator();
                if (System.nanoTime() > giveUpAt) {
                    throw new TimeoutException("no record of " + from + " for 60 s");
                }
            }
            return fetched.hasNext();
        }

        @Override
        public LoggedRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ConsumerRecord<byte[], byte[]> kafka = fetched.next();
            List<LoggedRecord.Header> headers = new ArrayList<>();
            for (Header header : kafka.headers()) {
                headers.add(new LoggedRecord.Header(header.key(), header.value()));
            }
            return new LoggedRecord(kafka.partition(), kafka.offset(), kafka.key(), kafka.value(), headers);
        }
    }
}
