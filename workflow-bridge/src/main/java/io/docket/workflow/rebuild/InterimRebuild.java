package io.docket.workflow.rebuild;

import io.docket.workflow.events.InterimEffects;
import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.retry.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Makes what is known of interim data anew after it was lost: all of it follows from the events alone, so the engine need not
 * be there.
 */
public final class InterimRebuild {
    private static final Logger LOG = Logger.getLogger(InterimRebuild.class);
    private static final String LANE = "interim-rebuild";

    /** Ends that interim data is removed for again: removals were under way when the memory was lost, of files too. */
    private static final Duration REMOVED_AGAIN = Duration.ofDays(1);

    private final Logs logs;
    private final InterimEffects effects;
    private final EventProgress progress;
    private final Persistence persistence;
    private final InstantSource clock;

    /** A rebuild from the events. */
    public InterimRebuild(
            Logs logs, InterimEffects effects, EventProgress progress, Persistence persistence, InstantSource clock) {
        this.logs = logs;
        this.effects = effects;
        this.progress = progress;
        this.persistence = persistence;
        this.clock = clock;
    }

    /** Returns when all is known. Asked before each batch, so also a loss in between is seen. */
    public synchronized void ensureWhole() {
        persistence.until(LANE, "interim data", () -> {
            if (!progress.isWhole()) {
                rebuild();
            }
        });
    }

    private void rebuild() {
        LOG.infof("what is known of interim data is not there, rebuilding it from the events");
        String history = progress.history().current();
        Instant removedBefore = clock.instant().minus(REMOVED_AGAIN);
        Map<Integer, Long> next = new HashMap<>();
        logs.events(logged -> {
            effects.again(logged, removedBefore);
            next.put(logged.partition(), logged.offset() + 1);
        });
        MemoryRebuild.requireLasting(progress, history);
        next.forEach(progress::handledBefore);
        progress.markWhole();
        LOG.infof("what is known of interim data is rebuilt");
    }
}
