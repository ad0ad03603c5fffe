package io.docket.projection.messaging;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.lake.LakeHistoryLog;
import io.docket.projection.history.lake.LakeReader;
import io.docket.projection.history.log.HistoryLog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The events topic for those who read it whole, outside of any group; what it no longer holds comes from the lake. */
@ApplicationScoped
public class KafkaHistoryLog implements HistoryLog {
    private final String bootstrapServers;
    private final String topic;
    private final LakeReader lake;

    public KafkaHistoryLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic,
            LakeReader lake) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.lake = lake;
    }

    @Override
    public Reader open(Cursor from) {
        return new LakeHistoryLog(place -> new KafkaHistoryReader(bootstrapServers, topic, place), lake).open(from);
    }
}
