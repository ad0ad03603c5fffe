package io.docket.local;

import io.docket.local.home.Home;
import io.docket.local.process.Ending;
import io.docket.local.process.ProcessMark;
import io.docket.local.supervise.Leftovers;
import io.docket.local.supervise.StackState;
import io.docket.local.supervise.StateFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code down}: ends every process of a stack, also when its supervisor is gone. */
@Command(name = "down", description = "stop the platform; its data stays")
final class DownCommand implements Callable<Integer> {
    private static final Duration SUPERVISOR_LIMIT = Duration.ofMinutes(5);

    @Mixin
    HomeOptions options = new HomeOptions();

    @Override
    public Integer call() {
        Home home = options.home();
        Optional<StackState> state = new StateFile(home).read();
        Optional<ProcessHandle> supervisor = state.map(StackState::supervisor).flatMap(ProcessMark::find);
        supervisor.ifPresent(DownCommand::stop);
        int leftovers = new StateFile(home).read().map(Leftovers::end).orElse(0);
        System.out.println(supervisor.isPresent() || leftovers > 0 ? "Docket is stopped." : "Nothing was running.");
        return 0;
    }

    private static void stop(ProcessHandle supervisor) {
        System.out.println("Docket is stopping …");
        supervisor.destroy();
        try {
            supervisor.onExit().get(SUPERVISOR_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            Ending.end(List.of(supervisor), Duration.ZERO);
        }
    }
}
