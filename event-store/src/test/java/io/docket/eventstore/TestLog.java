package io.docket.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.verify.KafkaLogSource;
import io.docket.eventstore.verify.LogName;
import io.docket.eventstore.verify.LogVerifier;
import io.docket.eventstore.verify.PartitionReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one test on a running broker, the stores opened on them, and what the log holds in the end. */
public final class TestLog implements AutoCloseable {
    public static final String KAFKA = System.getenv().getOrDefault("DOCKET_KAFKA", "127.0.0.1:19092");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A consumer that is closed waits until the broker has answered its last fetch. */
    private static final int FETCH_WAIT_MILLIS = 10;

    private final String name = "test-" + UUID.randomUUID();
    private final Topic events;
    private final Topic outcomes;
    private final Topic checkpoints;
    private final Topic owners;
    private final List<KafkaEventStore> stores = new ArrayList<>();
    private final List<String> copies = new ArrayList<>();

    public TestLog(int partitions) {
        events = new Topic(name + ".events", partitions, Topics.EVENTS.config());
        outcomes = new Topic(name + ".outcomes", partitions, Topics.OUTCOMES.config());
        checkpoints = new Topic(name + ".checkpoints", partitions, Topics.CHECKPOINTS.config());
        owners = new Topic(name + ".owners", partitions, Topics.OWNERS.config());
    }

    public EventStoreConfig config(Path dataDir) {
        return EventStoreConfig.of(KAFKA, name, dataDir).withTopics(events, outcomes);
    }

    /** The same with checkpoints. */
    public EventStoreConfig config(Path dataDir, KeyFiles keys, int everyEvents) {
        return config(dataDir).withSigning(new Signing(checkpoints, keys, everyEvents, Duration.ofMinutes(10)));
    }

    /** Name of a topic for a table; removed with the others. */
    public String tableTopic() {
        return name + ".table";
    }

    /** An instance that others can reach, and that keeps so many of their partitions warm. */
    public EventStoreConfig config(Path dataDir, String advertised, int standby) {
        return config(dataDir).withCluster(new EventStoreConfig.Cluster(owners, advertised, standby));
    }

    public KafkaEventStore open(Path dataDir) {
        EventStoreConfig config = config(dataDir);
        return serving(open(config, new KafkaClients(config)));
    }

    /** Opens a store beside others: it will serve a part. */
    public KafkaEventStore join(Path dataDir) {
        return join(config(dataDir));
    }

    /** Opens a store beside others: it will serve a part. */
    public KafkaEventStore join(EventStoreConfig config) {
        return open(config, new KafkaClients(config));
    }

    public KafkaEventStore open(EventStoreConfig config) {
        return serving(open(config, new KafkaClients(config)));
    }

    KafkaEventStore open(EventStoreConfig config, KafkaClients clients) {
        KafkaEventStore store = KafkaEventStore.open(config, clients);
        stores.add(store);
        return store;
    }

    /** Waits until the store serves every partition. */
    static KafkaEventStore serving(KafkaEventStore store) {
        await().atMost(PATIENCE).until(() -> store.partitions().stream().allMatch(p -> p.state() == State.SERVING));
        return store;
    }

    /** Every committed event of the log, partition by partition, read with a plain consumer. */
    List<ConsumerRecord<byte[], byte[]>> committedEvents() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                KAFKA,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MILLIS);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(events.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    /**
     * Copies the committed events to a topic of their own, which is removed with the others.
     *
     * @param change what is done to the events of partition 0 on the way
     * @return name of the copy
     */
    public String copy(Consumer<List<ConsumerRecord<byte[], byte[]>>> change) {
        String copy = newCopy(events.partitions());
        List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> others = new ArrayList<>();
        committedEvents().forEach(event -> (event.partition() == 0 ? first : others).add(event));
        change.accept(first);
        write(copy, Stream.concat(first.stream(), others.stream()));
        return copy;
    }

    /** Copies partition 0 alone, to a topic that has no other. */
    public String copyOfFirstPartition() {
        String copy = newCopy(1);
        write(copy, committedEvents().stream().filter(event -> event.partition() == 0));
        return copy;
    }

    private String newCopy(int partitions) {
        String copy = name + ".copy-" + copies.size();
        copies.add(copy);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(copy, Optional.of(partitions), Optional.empty())))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return copy;
    }

    private static void write(String copy, Stream<ConsumerRecord<byte[], byte[]>> events) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(
                    copy, event.partition(), event.timestamp(), event.key(), event.value(), event.headers())));
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA));
    }

    /** The log as a verifier reads it: its events from any topic. */
    KafkaLogSource source(String eventsTopic) {
        return KafkaLogSource.open(KAFKA, Map.of(), eventsTopic, checkpoints.name());
    }

    /** What a verifier finds in the log. */
    List<PartitionReport> verified(KeyFiles keys) {
        return verified(keys, events.name());
    }

    /** What a verifier finds in a copy of the log. */
    List<PartitionReport> verified(KeyFiles keys, String copy) {
        try (KafkaLogSource source = source(copy)) {
            LogName name = new LogName(source.clusterId(), events.name());
            return new LogVerifier(name, PublicKeys.in(List.of(keys.publicKey()))).verify(source);
        }
    }

    /** The chain of a partition as its committed events say. */
    ChainHead chain(int partition) {
        ChainHead head = ChainHead.genesis(events.name(), partition);
        for (ConsumerRecord<byte[], byte[]> kafka : committedEvents()) {
            if (kafka.partition() == partition) {
                EventRecord event = EventRecord.of(kafka);
                assertThat(head.accepts(event.link())).isTrue();
                head = head.after(event.link(), event.digest());
            }
        }
        return head;
    }

    /** The result of an append, or the exception that it failed with. */
    static Committed get(EventStore store, AppendRequest request) {
        try {
            return store.append(request).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EventStoreException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        stores.forEach(KafkaEventStore::close);
        try (Admin admin = admin()) {
            admin.deleteTopics(copies);
            admin.deleteTopics(
                    List.of(events.name(), outcomes.name(), checkpoints.name(), owners.name(), tableTopic()));
        }
    }
}
