package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.documents.DocumentServer;
import io.docket.local.probe.MongoProbe;
import io.docket.local.process.Launch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The MongoDB wire protocol, for views. */
final class Mongo {
    static final String NAME = "mongo";
    private static final int HEAP_MEGABYTES = 576;
    /** Documents live for one command: collected before they are copied. */
    private static final int YOUNG_MEGABYTES = 256;

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private Mongo() {}

    static Server in(Stack stack) {
        return new Server(
                NAME,
                Server.Kind.INFRA,
                Set.of(),
                List.of(Port.MONGO),
                stack.addresses().get("DOCKET_MONGO_URI"),
                stack.external("DOCKET_MONGO_URI"),
                () -> launch(stack),
                stack.probe("DOCKET_MONGO_URI", new MongoProbe(stack.port(Port.MONGO))),
                START_LIMIT);
    }

    private static Launch launch(Stack stack) {
        List<String> command = stack.working(NAME, HEAP_MEGABYTES)
                .with("-Xmn" + YOUNG_MEGABYTES + "m")
                .main(
                        OwnJar.classPath(),
                        DocumentServer.class.getName(),
                        stack.home().data(NAME).toString(),
                        stack.portText(Port.MONGO));
        return new Launch(command, Map.of(), stack.home().data(NAME));
    }
}
