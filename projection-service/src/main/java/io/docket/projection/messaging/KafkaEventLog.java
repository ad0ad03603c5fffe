package io.docket.projection.messaging;

import io.docket.projection.apply.EventLog;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The log in Kafka, through the consumer of the channel. */
@ApplicationScoped
public class KafkaEventLog implements EventLog {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KafkaClientService clients;
    private final String topic;

    public KafkaEventLog(KafkaClientService clients, @ConfigProperty(name = EventsChannel.TOPIC) String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    @Override
    public void rewind(int partition, long offset) {
        TopicPartition topicPartition = new TopicPartition(topic, partition);
        clients.<String, byte[]>getConsumer(EventsChannel.NAME)
                .<Boolean>runOnPollingThread(consumer -> {
                    boolean ours = consumer.assignment().contains(topicPartition);
                    if (ours) {
                        consumer.seek(topicPartition, offset);
                    }
                    return ours;
                })
                .await()
                .atMost(TIMEOUT);
    }

    /** The end of the log, by partition that this instance reads, as far as the consumer knows without asking. */
    public Uni<Map<Integer, Long>> ends() {
        return clients.<String, byte[]>getConsumer(EventsChannel.NAME).runOnPollingThread(consumer -> {
            Map<Integer, Long> ends = new HashMap<>();
            for (TopicPartition partition : consumer.assignment()) {
                consumer.currentLag(partition)
                        .ifPresent(lag -> ends.put(partition.partition(), consumer.position(partition) + lag));
            }
            return ends;
        });
    }
}
