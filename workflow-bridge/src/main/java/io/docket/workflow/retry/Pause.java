package io.docket.workflow.retry;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    /** Returns after the time, or throws {@link Stopped} when the bridge stops before. */
    void sleep(Duration time);
}
