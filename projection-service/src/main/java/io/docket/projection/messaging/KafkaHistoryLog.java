package io.docket.projection.messaging;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.log.HistoryLog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The events topic for those who read it whole, outside of any group. */
@ApplicationScoped
public class KafkaHistoryLog implements HistoryLog {
    private final String bootstrapServers;
    private final String topic;

    public KafkaHistoryLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    @Override
    public Reader open(Cursor from) {
        return new KafkaHistoryReader(bootstrapServers, topic, from);
    }
}
