package io.docket.local;

import io.docket.local.supervise.StackState;
import io.docket.local.supervise.Status;
import io.docket.local.supervise.StoppedServers;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stop}: ends servers of a running stack, which stay down until {@code start}, or the next {@code up}. */
@Command(name = "stop", description = "end servers while the others run, until they are started again")
final class StopCommand implements Callable<Integer> {
    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(arity = "1..*", paramLabel = "SERVER", description = "which")
    Set<String> servers = new LinkedHashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunningServers running = new RunningServers(options.home());
        StackState state = running.require(servers);
        for (String server : servers) {
            if (state.servers().get(server).status() == Status.EXTERNAL) {
                throw new UserError(
                        server + " lives at " + state.servers().get(server).url() + ": stop it there");
            }
        }
        StoppedServers stopped = new StoppedServers(options.home());
        for (String server : servers) {
            stopped.stop(server);
        }
        running.await(servers, Status.STOPPED);
        String names = String.join(" ", servers);
        System.out.printf("Stopped: %s. Started again by: ./docket start %s%n", names, names);
        return 0;
    }
}
