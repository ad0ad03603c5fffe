package io.docket.eventstore.internal.log;

import io.docket.eventstore.EventStoreConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of the store, each with the settings that its job needs. A seam for tests. */
public class KafkaClients {
    private static final int PRODUCER_BATCH_BYTES = 128 << 10;
    private static final int MAX_REQUEST_BYTES = 16 << 20;
    private static final int READ_RECORDS = 2_000;
    private static final int READ_PARTITION_BYTES = 2 << 20;
    private static final int READ_BYTES = 16 << 20;

    private static final int FOLLOW_RECORDS = 500;
    private static final int FOLLOW_BYTES = 4 << 20;

    /** Back-to-back transactions stall for the whole backoff while the broker finishes the one before. */
    private static final int RETRY_BACKOFF_MILLIS = 2;

    /** The records of a transaction go in one request, when they are flushed: each request costs the broker as much again. */
    private static final int UNTIL_FLUSHED_MILLIS = 10;

    private static final int RECONNECT_BACKOFF_MAX_MILLIS = 500;

    /** A member hears of a rearrangement with its heartbeat: the shorter, the shorter a hand-over. */
    private static final int HEARTBEATS_PER_SESSION = 12;

    /** How long the broker may hold back an answer that holds no record, at the end of the log. */
    private static final int READ_WAIT_MILLIS = 50;

    private final EventStoreConfig config;

    public KafkaClients(EventStoreConfig config) {
        this.config = config;
    }

    public Admin admin() {
        return admin(config.bootstrapServers());
    }

    /** One that knows of these addresses alone. */
    public Admin admin(String bootstrapServers) {
        Map<String, Object> settings = common("admin");
        int millis = millis(config.timing().start());
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return Admin.create(settings);
    }

    /** The transactional id of an instance. */
    public String writerId(String instanceId) {
        return config.events().name() + "-writer-" + instanceId;
    }

    /**
     * The transactional producer of an instance; its {@code initTransactions} ends what a former one left open.
     *
     * @param mostBatchBytes largest batch that the topics take
     */
    public Producer<byte[], byte[]> writer(String instanceId, int mostBatchBytes) {
        String name = writerId(instanceId);
        int commitMillis = millis(config.timing().commitTimeout());
        Map<String, Object> settings = common(name);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        settings.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                millis(config.timing().transactionTimeout()));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, UNTIL_FLUSHED_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Math.min(PRODUCER_BATCH_BYTES, mostBatchBytes));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, commitMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, commitMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, commitMillis * 3 / 4);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A producer outside of any transaction, for what is beside the log. */
    public Producer<byte[], byte[]> producer(String name) {
        int answerMillis = millis(config.timing().commitTimeout());
        Map<String, Object> settings = common(name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, answerMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, answerMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, answerMillis * 3 / 4);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A reader of committed records, to be assigned by hand. */
    public Consumer<byte[], byte[]> reader(int partition) {
        return reader(config.events().name() + "-reader-" + partition);
    }

    /** A reader of committed records of any topic, to be assigned by hand. */
    public Consumer<byte[], byte[]> reader(String name) {
        Map<String, Object> settings = common(name);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, READ_WAIT_MILLIS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, READ_RECORDS);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, READ_PARTITION_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, READ_BYTES);
        return consumer(settings);
    }

    /**
     * A reader of committed records that follows a log for long and in no hurry, to be assigned by hand.
     *
     * @param name what it follows
     */
    public Consumer<byte[], byte[]> follower(String name) {
        Map<String, Object> settings = common(config.groupId() + "-" + name);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FOLLOW_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FOLLOW_BYTES);
        return consumer(settings);
    }

    /** The member of the group that decides who owns which partition. It reads no record. */
    public Consumer<byte[], byte[]> member(String instanceId) {
        int sessionMillis = millis(config.timing().sessionTimeout());
        Map<String, Object> settings = common(config.groupId() + "-member");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / HEARTBEATS_PER_SESSION);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return consumer(settings);
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> common(String clientId) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MAX_MILLIS);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
