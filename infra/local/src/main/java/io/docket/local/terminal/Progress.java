package io.docket.local.terminal;

import io.docket.local.UserError;
import io.docket.local.home.Home;
import io.docket.local.supervise.ServerState;
import io.docket.local.supervise.StackState;
import io.docket.local.supervise.StateFile;
import io.docket.local.supervise.Status;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows a start on the terminal: a line for each server that is ready or in trouble, and who is still awaited. */
public final class Progress {
    private static final Duration REMINDER = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 100;
    private static final Set<Status> QUIET = EnumSet.of(Status.WAITING, Status.STARTING, Status.STOPPED);

    private final Home home;
    private final PrintStream out;
    private final StateFile file;
    private final Map<String, String> shown = new HashMap<>();
    private Instant reminder = Instant.now().plus(REMINDER);

    public Progress(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
        this.file = new StateFile(home);
    }

    /** Follows the start of that supervisor until all is ready, or until it has given up and ended everything. */
    public StackState follow(ProcessHandle supervisor) throws InterruptedException {
        out.printf("Docket is starting; logs are in %s%n", home.shown(home.logs()));
        while (true) {
            boolean alive = supervisor.isAlive();
            StackState state = file.read()
                    .filter(read -> read.supervisor().pid() == supervisor.pid())
                    .orElse(null);
            if (state != null) {
                show(state);
                if (state.readyAt() != null || state.failure() != null && !alive) {
                    return state;
                }
            }
            if (!alive) {
                throw new UserError("the supervisor has ended, see " + home.shown(home.log("supervisor")));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void show(StackState state) {
        state.servers().forEach(this::show);
        if (state.failure() == null && Instant.now().isAfter(reminder)) {
            remind(state);
            reminder = Instant.now().plus(REMINDER);
        }
    }

    private void show(String name, ServerState server) {
        String line = line(server);
        if (!QUIET.contains(server.status()) && !line.equals(shown.put(name, line))) {
            out.printf("  %-21s %s%n", name, line);
        }
    }

    private static String line(ServerState server) {
        return switch (server.status()) {
            case READY -> String.format(Locale.ROOT, "ready after %.1f s", server.startSeconds());
            case EXTERNAL -> "is used at " + server.url();
            default -> "%s: %s (%s)".formatted(Words.of(server.status()), server.detail(), server.log());
        };
    }

    private void remind(StackState state) {
        String open = state.servers().entrySet().stream()
                .filter(entry -> !entry.getValue().status().isSettled())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!open.isEmpty()) {
            long seconds = Duration.between(state.startedAt(), Instant.now()).toSeconds();
            out.printf("  … %d s, still to come: %s%n", seconds, open);
        }
    }
}
