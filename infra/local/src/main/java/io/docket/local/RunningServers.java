package io.docket.local;

import io.docket.local.home.Home;
import io.docket.local.supervise.StackState;
import io.docket.local.supervise.StateFile;
import io.docket.local.supervise.Status;
import java.time.Duration;
import java.util.Collection;

/** The servers of a stack whose supervisor runs. */
final class RunningServers {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final StateFile file;

    RunningServers(Home home) {
        this.file = new StateFile(home);
    }

    /** The state of the stack. It must run, and have servers of these names. */
    StackState require(Collection<String> servers) {
        StackState state = file.read()
                .filter(StackState::isSupervised)
                .orElseThrow(() -> new UserError("Docket is not running: ./docket up starts it"));
        for (String server : servers) {
            if (!state.servers().containsKey(server)) {
                throw new UserError("there is no server '%s' here: choose some of %s"
                        .formatted(server, String.join(", ", state.servers().keySet())));
            }
        }
        return state;
    }

    /** Returns when each of them is in that state. */
    void await(Collection<String> servers, Status status) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (String server : servers) {
            Status seen = require(servers).servers().get(server).status();
            while (seen != status && seen != Status.EXTERNAL) {
                if (seen == Status.FAILED || seen == Status.NOT_BUILT || System.nanoTime() > deadline) {
                    throw new UserError("%s is not %s but %s: see ./docket status".formatted(server, status, seen));
                }
                Thread.sleep(POLL_MILLIS);
                seen = require(servers).servers().get(server).status();
            }
        }
    }
}
