package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.objects.S3Server;
import io.docket.local.probe.TcpProbe;
import io.docket.local.process.Jvm;
import io.docket.local.process.Launch;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** S3, for files. */
final class S3 {
    static final String NAME = "s3";
    private static final int HEAP_MEGABYTES = 96;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private S3() {}

    /** It binds its port after the bucket is there: listening is being ready. */
    static Server in(Stack stack) {
        return new Server(
                NAME,
                Server.Kind.INFRA,
                Set.of(),
                List.of(Port.S3),
                stack.addresses().get("DOCKET_S3_ENDPOINT"),
                stack.external("DOCKET_S3_ENDPOINT"),
                () -> launch(stack),
                stack.probe("DOCKET_S3_ENDPOINT", TcpProbe.local(stack.port(Port.S3))),
                START_LIMIT);
    }

    private static Launch launch(Stack stack) {
        List<String> command = Jvm.quickStart(stack.home(), NAME, HEAP_MEGABYTES)
                .main(
                        OwnJar.classPath(),
                        S3Server.class.getName(),
                        stack.home().data(NAME).toString(),
                        stack.portText(Port.S3));
        return new Launch(command, stack.addresses().all(), stack.home().data(NAME));
    }
}
