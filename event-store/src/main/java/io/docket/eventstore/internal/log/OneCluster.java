package io.docket.eventstore.internal.log;

import io.docket.eventstore.StartRefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Do all addresses lead to one Kafka cluster? A client asks whichever address answers first, so with those of two clusters it
 * would be in one of them today and in the other one after the next start.
 */
public final class OneCluster {
    private static final Logger LOG = LoggerFactory.getLogger(OneCluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<String, Admin> clients;

    /** @param clients a client that knows of one address alone */
    public OneCluster(Function<String, Admin> clients) {
        this.clients = clients;
    }

    /**
     * Asks each address for itself. One that does not answer within 2 s is passed over, as a broker may be down.
     *
     * @param bootstrapServers addresses, separated by commas
     * @param clusterId id of the cluster that all together lead to
     * @throws StartRefusedException if one leads to another cluster
     */
    public void require(String bootstrapServers, String clusterId) {
        List<String> addresses =
                Arrays.stream(bootstrapServers.split(",")).map(String::strip).toList();
        if (addresses.size() == 1) {
            return;
        }
        Map<String, Admin> asked = new HashMap<>();
        try {
            Map<String, CompletableFuture<String>> answers = new HashMap<>();
            for (String address : addresses) {
                Admin admin = asked.computeIfAbsent(address, clients);
                answers.put(
                        address,
                        admin.describeCluster().clusterId().toCompletionStage().toCompletableFuture());
            }
            awaitAll(answers.values().toArray(CompletableFuture[]::new));
            answers.forEach((address, answer) -> require(address, answer, clusterId));
        } finally {
            asked.values().forEach(admin -> admin.close(Duration.ZERO));
        }
    }

    private static void require(String address, CompletableFuture<String> answer, String clusterId) {
        if (answer.state() != CompletableFuture.State.SUCCESS) {
            LOG.warn("event=cluster-of-address-not-known address={}", address);
        } else if (!answer.resultNow().equals(clusterId)) {
            throw new StartRefusedException(
                    "the addresses of Kafka lead to several clusters: " + address + " to " + answer.resultNow()
                            + ", others to " + clusterId,
                    null);
        }
    }

    private static void awaitAll(CompletableFuture<?>... answers) {
        try {
            CompletableFuture.allOf(answers).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("event=addresses-without-answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
