package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Several traces at once, one command of each in turn: the server executes the commands of one case in order and those of
 * different cases side by side. Bounded in traces and in memory.
 */
final class TraceWindow {
    /** Most characters in the traces of a window; a single trace may have more. */
    static final long MAX_CHARACTERS = 16L << 20;

    private final TraceFeed feed;
    private final int width;
    private final Deque<Active> active = new ArrayDeque<>();
    private long weight;
    private boolean exhausted;

    /** @param width number of traces at once */
    TraceWindow(TraceFeed feed, int width) {
        this.feed = feed;
        this.width = width;
    }

    /** The next commands: at most {@code max}, none after the last. */
    List<BulkCommand> next(int max) {
        List<BulkCommand> batch = new ArrayList<>(max);
        fill();
        while (batch.size() < max && !active.isEmpty()) {
            Active turn = active.removeFirst();
            batch.add(turn.commands.next());
            if (turn.commands.hasNext()) {
                active.addLast(turn);
            } else {
                weight -= turn.weight;
                fill();
            }
        }
        return batch;
    }

    private void fill() {
        while (!exhausted && active.size() < width && (active.isEmpty() || weight < MAX_CHARACTERS)) {
            Optional<TracePlan> plan = feed.next();
            exhausted = plan.isEmpty();
            plan.ifPresent(trace -> {
                weight += trace.weight();
                active.addLast(new Active(trace.commands().iterator(), trace.weight()));
            });
        }
    }

    private record Active(Iterator<BulkCommand> commands, long weight) {}
}
