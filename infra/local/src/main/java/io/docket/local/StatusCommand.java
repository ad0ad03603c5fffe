package io.docket.local;

import io.docket.local.home.Home;
import io.docket.local.supervise.StackState;
import io.docket.local.supervise.StateFile;
import io.docket.local.supervise.Status;
import io.docket.local.terminal.Summary;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: exit code 0 if everything is ready, 1 if something is not, 3 if nothing runs. */
@Command(name = "status", description = "show what runs, where, and how much memory it takes")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_READY = 1;
    private static final int NOT_RUNNING = 3;

    @Mixin
    HomeOptions options = new HomeOptions();

    @Override
    public Integer call() {
        Home home = options.home();
        Optional<StackState> state = new StateFile(home).read().filter(StackState::isSupervised);
        if (state.isEmpty()) {
            System.out.println("Docket is not running: ./docket up starts it.");
            return NOT_RUNNING;
        }
        Summary.table(state.get(), System.out);
        return state.get().servers().values().stream()
                        .allMatch(server -> server.status().isSettled() && server.status() != Status.NOT_BUILT)
                ? 0
                : NOT_READY;
    }
}
