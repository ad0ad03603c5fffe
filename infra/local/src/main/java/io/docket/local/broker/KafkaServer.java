package io.docket.local.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker in KRaft mode. Arguments: data folder, port, controller port. */
public final class KafkaServer {
    private static final String CLUSTER_ID = "ZG9ja2V0LWxvY2FsLWthZg";

    private KafkaServer() {}

    /** Formats the data folder if it is new, starts the broker and stays until it is stopped. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        Map<String, String> settings = BrokerSettings.of(data, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
        }));
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        Files.createDirectories(data);
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(1)
                .setClusterId(CLUSTER_ID)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setUnstableFeatureVersionsEnabled(false)
                .run();
    }
}
