package io.docket.local;

import io.docket.local.home.Home;
import io.docket.local.process.Ending;
import io.docket.local.process.Jvm;
import io.docket.local.process.Launch;
import io.docket.local.server.OwnJar;
import io.docket.local.server.Server;
import io.docket.local.server.Servers;
import io.docket.local.server.Stack;
import io.docket.local.supervise.StackState;
import io.docket.local.supervise.StateFile;
import io.docket.local.supervise.Supervisor;
import io.docket.local.terminal.Progress;
import io.docket.local.terminal.Summary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: returns when everything is ready, and leaves a supervisor behind that keeps it so. */
@Command(name = "up", description = "start the platform and wait until it is ready")
final class UpCommand implements Callable<Integer> {
    private static final int SUPERVISOR_HEAP_MEGABYTES = 64;
    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);

    @Mixin
    HomeOptions options = new HomeOptions();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "start only these: infra, services, or names of servers")
    Set<String> only = new LinkedHashSet<>();

    @Option(names = "--foreground", description = "supervise in this process, until it is stopped")
    boolean foreground;

    @Option(names = "--fresh", description = "begin with empty data")
    boolean fresh;

    @Option(names = "--quiet", hidden = true)
    boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Stack stack = options.stack();
        List<Server> servers = Servers.chosen(stack, only);
        StackState running = new StateFile(stack.home())
                .read()
                .filter(StackState::isSupervised)
                .orElse(null);
        if (running != null) {
            return alreadyRunning(running, servers);
        }
        if (foreground) {
            supervise(stack, servers);
        } else {
            startInBackground(stack.home());
        }
        return 0;
    }

    private static int alreadyRunning(StackState running, List<Server> wanted) {
        Set<String> missing = wanted.stream()
                .map(Server::name)
                .filter(name -> !running.servers().containsKey(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!missing.isEmpty()) {
            throw new UserError("Docket is already running (supervisor %d), but without %s: ./docket down first"
                    .formatted(running.supervisor().pid(), String.join(", ", missing)));
        }
        System.out.printf(
                "Docket is already running (supervisor %d, since %s): see ./docket status%n",
                running.supervisor().pid(), running.startedAt());
        return 0;
    }

    private void supervise(Stack stack, List<Server> servers) throws IOException {
        if (!quiet) {
            Thread.ofVirtual().start(() -> follow(stack.home(), ProcessHandle.current()));
        }
        new Supervisor(stack, servers, fresh).run();
    }

    private void startInBackground(Home home) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("up", "--foreground", "--quiet", "--root=" + home.root(), "--home=" + home.path()));
        if (fresh) {
            arguments.add("--fresh");
        }
        if (!only.isEmpty()) {
            arguments.add("--only=" + String.join(",", only));
        }
        List<String> command = Jvm.quickStart(home, "supervisor", SUPERVISOR_HEAP_MEGABYTES)
                .main(OwnJar.classPath(), Main.class.getName(), arguments.toArray(String[]::new));
        Launch launch = new Launch(command, Map.of(), home.path());
        Process supervisor = launch.start(home.log("supervisor"));
        Thread abandoned = new Thread(() -> Ending.end(List.of(supervisor.toHandle()), STOP_LIMIT));
        Runtime.getRuntime().addShutdownHook(abandoned);
        try {
            follow(home, supervisor.toHandle());
        } catch (UserError e) {
            launch.forgetClasses();
            throw e;
        }
        Runtime.getRuntime().removeShutdownHook(abandoned);
    }

    private static void follow(Home home, ProcessHandle supervisor) {
        try {
            StackState state = new Progress(home, System.out).follow(supervisor);
            if (state.failure() != null) {
                throw new UserError(state.failure());
            }
            Summary.table(state, System.out);
            Summary.welcome(home, state, System.out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
