package io.docket.workflow.memory;

import io.docket.workflow.retry.Persistence;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Work that may count as done only when all that it wrote to the memory lasts. Where another history of the memory began meanwhile, it
 * is done again from its beginning, as after a crash: its effects bear a repetition.
 */
public final class OneHistory {
    private static final Logger LOG = Logger.getLogger(OneHistory.class);

    private final MemoryHistory memory;
    private final Persistence persistence;

    /** Work on the memory of the history. */
    public OneHistory(MemoryHistory memory, Persistence persistence) {
        this.memory = memory;
        this.persistence = persistence;
    }

    /**
     * Returns once the work is done.
     *
     * @param work is handed the history that it has to be done in; false if it broke off as that did not last
     */
    public void within(String lane, Predicate<String> work) {
        while (!work.test(current(lane))) {
            LOG.warnf("done again lane=%s: another server is the master of the memory, and may lack some of it", lane);
        }
    }

    private String current(String lane) {
        AtomicReference<String> history = new AtomicReference<>("");
        persistence.until(lane, "memory", () -> history.set(memory.current()));
        return history.get();
    }

    /** Returns once all that was written up to now lasts; false if some of it may be gone. */
    public boolean lasts(String lane, String history) {
        AtomicBoolean lasts = new AtomicBoolean();
        persistence.until(lane, "replicas", () -> lasts.set(memory.holds(history)));
        return lasts.get();
    }
}
