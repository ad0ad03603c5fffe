package io.docket.workflow.simulation;

import io.docket.workflow.retry.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Time that passes only while somebody waits; what is due happens then. */
public final class VirtualTime implements InstantSource, Pause {
    private final List<Due> later = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private Runnable meanwhile = () -> {};
    private boolean busy;

    /** What somebody else does while the bridge waits. */
    public void meanwhile(Runnable other) {
        meanwhile = other;
    }

    /** Lets it happen when the time has passed. */
    public synchronized void after(Duration delay, Runnable effect) {
        later.add(new Due(now.plus(delay), effect));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            now = now.plus(time);
            for (Iterator<Due> waiting = later.iterator(); waiting.hasNext(); ) {
                Due next = waiting.next();
                if (!next.at.isAfter(now)) {
                    due.add(next.effect);
                    waiting.remove();
                }
            }
        }
        due.forEach(Runnable::run);
        if (!busy) {
            busy = true;
            try {
                meanwhile.run();
            } finally {
                busy = false;
            }
        }
    }

    private record Due(Instant at, Runnable effect) {}
}
