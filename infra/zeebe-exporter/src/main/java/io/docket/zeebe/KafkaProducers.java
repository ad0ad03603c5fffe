package io.docket.zeebe;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers that keep the order and never give up on a broker that is away. */
final class KafkaProducers {
    private static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

    /** What the engine writes within this time goes in one request: each request costs Kafka and every reader as much again. */
    private static final int LINGER_MILLIS = 20;

    private static final int MAX_BLOCK_MILLIS = 10_000;
    private static final int RECONNECT_MAX_MILLIS = 5_000;
    private static final int RETRY_BACKOFF_MILLIS = 20;
    private static final int RETRY_BACKOFF_MAX_MILLIS = 1_000;

    private KafkaProducers() {}

    static Producer<String, byte[]> open(ExporterSettings settings) {
        return new KafkaProducer<>(config(settings), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> config(ExporterSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "docket-zeebe-exporter");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MILLIS);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, RETRY_BACKOFF_MAX_MILLIS);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return config;
    }
}
