package io.docket.local.server;

import io.docket.contracts.topic.Topics;
import io.docket.local.address.Port;
import io.docket.local.probe.HttpProbe;
import io.docket.local.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Zeebe broker with its gateway, and our exporter inside it. */
final class Zeebe {
    static final String NAME = "zeebe";
    private static final int HEAP_MEGABYTES = 160;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private Zeebe() {}

    static Server in(Stack stack) {
        return new Server(
                NAME,
                Server.Kind.INFRA,
                Set.of(),
                List.of(
                        Port.ZEEBE_GRPC,
                        Port.ZEEBE_REST,
                        Port.ZEEBE_COMMAND,
                        Port.ZEEBE_INTERNAL,
                        Port.ZEEBE_MANAGEMENT),
                stack.addresses().get("DOCKET_ZEEBE_GRPC"),
                stack.external("DOCKET_ZEEBE_GRPC"),
                () -> launch(stack),
                stack.probe(
                        "DOCKET_ZEEBE_GRPC",
                        HttpProbe.of("http://127.0.0.1:" + stack.port(Port.ZEEBE_MANAGEMENT)
                                + "/actuator/health/readiness")),
                START_LIMIT);
    }

    private static Launch launch(Stack stack) throws IOException, Preparation.NotBuilt {
        Path program = Distribution.unpacked(stack.home(), "camunda-zeebe-");
        Path data = Files.createDirectories(stack.home().data(NAME));
        Path temporary = Files.createDirectories(data.resolve("tmp"));
        removeLeftovers(temporary);
        List<String> command = stack.working(NAME, HEAP_MEGABYTES)
                .with(
                        "-Dlogging.config=" + program.resolve("config/log4j2.xml"),
                        "-Dspring.config.additional-location=file:" + program.resolve("config") + "/",
                        "-Dapp.home=" + data,
                        "-Dbasedir=" + data,
                        "-Djava.io.tmpdir=" + temporary)
                .main(Distribution.jars(program.resolve("lib")), "io.camunda.application.StandaloneBroker");
        return new Launch(command, environment(stack, data), data);
    }

    private static Map<String, String> environment(Stack stack, Path data) throws IOException {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "SPRING_PROFILES_ACTIVE",
                "broker",
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                stack.portText(Port.ZEEBE_REST),
                "MANAGEMENT_SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_SERVER_PORT",
                stack.portText(Port.ZEEBE_MANAGEMENT),
                "ZEEBE_BROKER_NETWORK_HOST",
                "127.0.0.1",
                "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT",
                stack.portText(Port.ZEEBE_COMMAND),
                "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT",
                stack.portText(Port.ZEEBE_INTERNAL),
                "ZEEBE_BROKER_GATEWAY_NETWORK_HOST",
                "127.0.0.1",
                "ZEEBE_BROKER_GATEWAY_NETWORK_PORT",
                stack.portText(Port.ZEEBE_GRPC)));
        environment.putAll(Map.of(
                "ZEEBE_BROKER_DATA_DIRECTORY", data.resolve("partitions").toString(),
                "ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "256MB",
                "ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "128MB",
                "ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "32MB",
                "ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", "1",
                "ZEEBE_BROKER_THREADS_CPUTHREADCOUNT", "1",
                "ZEEBE_BROKER_THREADS_IOTHREADCOUNT", "1",
                "ZEEBE_LOG_LEVEL", "warn",
                "ATOMIX_LOG_LEVEL", "warn"));
        exporterJar(stack).ifPresent(jar -> environment.putAll(exporter(stack, jar)));
        return environment;
    }

    static Map<String, String> exporter(Stack stack, Path jar) {
        return Map.of(
                "ZEEBE_BROKER_EXPORTERS_DOCKET_CLASSNAME", "io.docket.zeebe.KafkaExporter",
                "ZEEBE_BROKER_EXPORTERS_DOCKET_JARPATH", jar.toString(),
                "ZEEBE_BROKER_EXPORTERS_DOCKET_ARGS_BOOTSTRAPSERVERS",
                        stack.addresses().get("DOCKET_KAFKA"),
                "ZEEBE_BROKER_EXPORTERS_DOCKET_ARGS_TOPIC", Topics.ZEEBE.name(),
                "ZEEBE_BROKER_EXPORTERS_DOCKET_ARGS_ELEMENTS", stack.elements());
    }

    private static Optional<Path> exporterJar(Stack stack) throws IOException {
        return BuiltJar.find(stack.home().root().resolve("infra/zeebe-exporter/target"), "zeebe-exporter", ".jar");
    }

    /** A killed broker leaves its native libraries behind, 14 MB each time. */
    private static void removeLeftovers(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
