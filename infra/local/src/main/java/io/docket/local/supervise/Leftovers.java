package io.docket.local.supervise;

import io.docket.local.process.Ending;
import io.docket.local.process.ProcessMark;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Processes of a supervisor that is gone. */
public final class Leftovers {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Leftovers() {}

    /** Ends what still runs of the recorded servers; returns how many there were. */
    public static int end(StackState state) {
        List<ProcessHandle> running = state.servers().values().stream()
                .map(ServerState::process)
                .filter(Objects::nonNull)
                .map(ProcessMark::find)
                .flatMap(Optional::stream)
                .toList();
        Ending.end(running, LIMIT);
        return running.size();
    }
}
