package io.docket.projection.messaging;

import io.docket.projection.apply.LogIdentity;
import io.docket.projection.apply.Logs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks Kafka which log this is. */
@ApplicationScoped
public class KafkaLogs implements Logs {
    private static final long TIMEOUT_SECONDS = 10;

    private final String bootstrapServers;
    private final String topic;

    public KafkaLogs(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    @Override
    public LogIdentity identity() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            String cluster = admin.describeCluster().clusterId().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String topicId = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .topicId()
                    .toString();
            return new LogIdentity(cluster, topicId);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say which log " + topic + " is: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka which log " + topic + " is", e);
        }
    }
}
