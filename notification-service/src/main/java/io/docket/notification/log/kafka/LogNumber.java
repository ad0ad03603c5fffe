package io.docket.notification.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The number by which cursors name the log: made of the ids that Kafka gave the cluster and the topic, so that another
 * cluster's cursor, or one from before the topic was made anew, is told from ours.
 */
@ApplicationScoped
public class LogNumber {
    private static final int TIMEOUT_SECONDS = 10;

    private final String bootstrapServers;
    private final String topic;
    private int known = Cursor.ANY_LOG;

    LogNumber(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "mp.messaging.incoming.live.topic") String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /** The number; asks Kafka the first time. Throws {@link IllegalStateException} if it does not answer. */
    synchronized int get() {
        if (known == Cursor.ANY_LOG) {
            known = ask();
        }
        return known;
    }

    private int ask() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            String cluster = admin.describeCluster().clusterId().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String id = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .topicId()
                    .toString();
            return of(cluster, id);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell the ids of cluster and topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int of(String cluster, String topicId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((cluster + '/' + topicId).getBytes(UTF_8));
            int number = ByteBuffer.wrap(hash).getInt();
            return number == Cursor.ANY_LOG ? 1 : number;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
