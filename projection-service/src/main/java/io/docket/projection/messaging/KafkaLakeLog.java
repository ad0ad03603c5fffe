package io.docket.projection.messaging;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.projection.apply.Logs;
import io.docket.projection.history.lake.LakeLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The log in Kafka, each reader with a consumer of its own. */
@ApplicationScoped
public class KafkaLakeLog implements LakeLog {
    private static final int FETCH_BYTES = 1024 * 1024;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final String topic;
    private final Logs logs;

    public KafkaLakeLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic,
            Logs logs) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.logs = logs;
    }

    @Override
    public Name name() {
        return new Name(topic, logs.identity().topicId());
    }

    @Override
    public Partition open(int partition) {
        return new KafkaPartition(new PartitionReader(bootstrapServers, topic, partition, FETCH_BYTES, READ_TIMEOUT));
    }

    private record KafkaPartition(PartitionReader reader) implements Partition {
        @Override
        public long beginning() {
            return reader.beginning();
        }

        @Override
        public long end() {
            return reader.end();
        }

        @Override
        public Iterator<LoggedRecord> records(long from, long to) {
            reader.seek(from, to);
            return reader;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
