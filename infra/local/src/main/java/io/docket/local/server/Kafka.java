package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.broker.KafkaServer;
import io.docket.local.probe.KafkaProbe;
import io.docket.local.process.Launch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kafka, the system of record. */
final class Kafka {
    static final String NAME = "kafka";
    private static final int HEAP_MEGABYTES = 224;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private Kafka() {}

    static Server in(Stack stack) {
        String bootstrapServers = stack.addresses().get("DOCKET_KAFKA");
        return new Server(
                NAME,
                Server.Kind.INFRA,
                Set.of(),
                List.of(Port.KAFKA, Port.KAFKA_CONTROLLER),
                bootstrapServers,
                stack.external("DOCKET_KAFKA"),
                () -> launch(stack),
                new KafkaProbe(bootstrapServers),
                START_LIMIT);
    }

    private static Launch launch(Stack stack) {
        List<String> command = stack.working(NAME, HEAP_MEGABYTES)
                .main(
                        OwnJar.classPath(),
                        KafkaServer.class.getName(),
                        stack.home().data(NAME).toString(),
                        stack.portText(Port.KAFKA),
                        stack.portText(Port.KAFKA_CONTROLLER));
        return new Launch(command, Map.of(), stack.home().data(NAME));
    }
}
