package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.gateway.GatewayServer;
import io.docket.local.probe.HttpProbe;
import io.docket.local.process.Launch;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The one origin in front of the services. */
final class Gateway {
    static final String NAME = "gateway";
    private static final int HEAP_MEGABYTES = 96;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private Gateway() {}

    static Server in(Stack stack) {
        return new Server(
                NAME,
                Server.Kind.SERVICE,
                Set.of(),
                List.of(Port.GATEWAY),
                "http://localhost:" + stack.port(Port.GATEWAY),
                null,
                () -> launch(stack),
                HttpProbe.of("http://127.0.0.1:" + stack.port(Port.GATEWAY) + "/liveness"),
                START_LIMIT);
    }

    private static Launch launch(Stack stack) {
        List<String> command = stack.working(NAME, HEAP_MEGABYTES)
                .main(OwnJar.classPath(), GatewayServer.class.getName(), stack.portText(Port.GATEWAY));
        return new Launch(command, stack.addresses().all(), stack.home().data(NAME));
    }
}
