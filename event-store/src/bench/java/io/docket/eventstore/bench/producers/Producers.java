package io.docket.eventstore.bench.producers;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Transactional producers with the engine's settings. */
final class Producers {
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);
    private static final int BATCH_BYTES = 128 << 10;
    private static final int RETRY_BACKOFF_MILLIS = 2;

    private Producers() {}

    static Producer<byte[], byte[]> transactional(String address, String id) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        id,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES,
                        ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                        RETRY_BACKOFF_MILLIS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
