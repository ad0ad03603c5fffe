package io.docket.projection.messaging;

import io.docket.contracts.position.Cursor;
import io.docket.projection.apply.Logs;
import io.docket.projection.history.lake.LakeHistoryLog;
import io.docket.projection.history.lake.LakeReader;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.NamedHistoryLog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The events topic for those who read it whole, outside of any group; what it no longer holds comes from the lake. Kafka is
 * asked each time which log it is, so that no cursor of another one is followed.
 */
@ApplicationScoped
public class KafkaHistoryLog implements HistoryLog {
    private final String bootstrapServers;
    private final String topic;
    private final LakeReader lake;
    private final Logs logs;

    public KafkaHistoryLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic,
            LakeReader lake,
            Logs logs) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.lake = lake;
        this.logs = logs;
    }

    @Override
    public Reader open(Cursor from) {
        HistoryLog whole = new LakeHistoryLog(place -> new KafkaHistoryReader(bootstrapServers, topic, place), lake);
        return new NamedHistoryLog(logs.identity().number(), whole).open(from);
    }
}
