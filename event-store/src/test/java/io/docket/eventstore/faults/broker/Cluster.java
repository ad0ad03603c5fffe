package io.docket.eventstore.faults.broker;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.faults.process.ChildJvm;
import io.docket.eventstore.faults.proxy.BrokerProxy;
import io.docket.eventstore.faults.proxy.Misfortunes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A Kafka cluster of real brokers; each is reached through a proxy of its own if there are misfortunes. */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int ANSWER_SECONDS = 5;

    private final List<BrokerNode> nodes = new ArrayList<>();
    private final List<BrokerProxy> proxies = new ArrayList<>();
    private final List<Ports> ports;
    private @Nullable Admin admin;

    private Cluster(int brokers) {
        this.ports = IntStream.range(0, brokers).mapToObj(i -> Ports.free()).toList();
    }

    /** A single broker without a proxy, formatted with these levels of features, such as {@code transaction.version=1}. */
    public static Cluster single(Path folder, String... features) {
        return start(1, folder, null, List.of(features));
    }

    /** Brokers behind proxies. */
    public static Cluster behindProxies(int brokers, Path folder, Misfortunes misfortunes) {
        return start(brokers, folder, misfortunes, List.of());
    }

    private static Cluster start(int brokers, Path folder, @Nullable Misfortunes misfortunes, List<String> features) {
        Cluster cluster = new Cluster(brokers);
        try {
            cluster.create(folder, misfortunes, features);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void create(Path folder, @Nullable Misfortunes misfortunes, List<String> features) {
        String voters = IntStream.range(0, ports.size())
                .mapToObj(i -> (i + 1) + "@127.0.0.1:" + ports.get(i).controller())
                .collect(joining(","));
        for (int i = 0; i < ports.size(); i++) {
            int advertised = ports.get(i).client();
            if (misfortunes != null) {
                BrokerProxy proxy = new BrokerProxy(advertised, misfortunes);
                proxies.add(proxy);
                advertised = proxy.port();
            }
            nodes.add(new BrokerNode(
                    i + 1,
                    folder.resolve("broker-" + (i + 1)),
                    BrokerSettings.of(i + 1, ports.get(i), advertised, voters, ports.size())));
        }
        String clusterId = Uuid.randomUuid().toString();
        List<ChildJvm> formatting =
                nodes.stream().map(node -> node.format(clusterId, features)).toList();
        if (formatting.stream().mapToInt(ChildJvm::awaitEnd).anyMatch(code -> code != 0)) {
            throw new IllegalStateException("formatting failed: see " + folder + "/broker-*/broker.log");
        }
        nodes.forEach(BrokerNode::start);
        admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, internal()));
        await().atMost(START).until(() -> running() == nodes.size());
    }

    public List<BrokerNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Addresses for the instances. */
    public String bootstrapServers() {
        return proxies.isEmpty()
                ? addresses(ports.stream().map(Ports::client).toList())
                : addresses(proxies.stream().map(BrokerProxy::port).toList());
    }

    /** Addresses past the proxies, for whoever checks. */
    public String internal() {
        return addresses(ports.stream().map(Ports::internal).toList());
    }

    private static String addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(joining(","));
    }

    /** An admin client past the proxies. */
    public Admin admin() {
        if (admin == null) {
            throw new IllegalStateException("not started");
        }
        return admin;
    }

    /** True if every broker is up and every replica of the topic is in sync. */
    public boolean whole(String topic) {
        try {
            return running() == nodes.size()
                    && get(admin().describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                            .allMatch(partition -> partition.isr().size() == nodes.size());
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private int running() {
        try {
            return get(admin().describeCluster().nodes()).size();
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        nodes.forEach(BrokerNode::killIfStarted);
        proxies.forEach(BrokerProxy::close);
    }
}
