package io.docket.local.probe;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** A cluster that answers and has every topic of the platform; the missing ones are created. */
public record KafkaProbe(String bootstrapServers) implements Probe {
    private static final int TIMEOUT_MILLIS = 5000;

    @Override
    public boolean isReady() throws Exception {
        TcpProbe.of(bootstrapServers.split(",")[0]).isReady();
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            if (admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty()) {
                return false;
            }
            createMissing(admin);
            return true;
        }
    }

    private static void createMissing(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> present = admin.listTopics().names().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        List<NewTopic> missing = Topics.all().stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(KafkaProbe::described)
                .toList();
        try {
            admin.createTopics(missing).all().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic described(Topic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.config());
    }
}
