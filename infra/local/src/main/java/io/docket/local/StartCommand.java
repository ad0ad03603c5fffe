package io.docket.local;

import io.docket.local.supervise.Status;
import io.docket.local.supervise.StoppedServers;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code start}: starts servers that {@code stop} has ended, and returns when they are ready. */
@Command(name = "start", description = "start servers that were stopped")
final class StartCommand implements Callable<Integer> {
    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(arity = "1..*", paramLabel = "SERVER", description = "which")
    Set<String> servers = new LinkedHashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunningServers running = new RunningServers(options.home());
        running.require(servers);
        StoppedServers stopped = new StoppedServers(options.home());
        for (String server : servers) {
            stopped.start(server);
        }
        running.await(servers, Status.READY);
        System.out.printf("Ready: %s%n", String.join(" ", servers));
        return 0;
    }
}
