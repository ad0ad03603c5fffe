package io.docket.notification.log.kafka;

import io.docket.notification.facts.FactBook;
import io.docket.notification.log.LogReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens readers of the events topic. */
@ApplicationScoped
public class KafkaLog implements Supplier<LogReader> {
    private final String bootstrapServers;
    private final String topic;
    private final FactBook facts;
    private final LogNumber number;

    KafkaLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "mp.messaging.incoming.live.topic") String topic,
            FactBook facts,
            LogNumber number) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.facts = facts;
        this.number = number;
    }

    @Override
    public LogReader get() {
        return new KafkaLogReader(bootstrapServers, topic, number.get(), facts);
    }
}
