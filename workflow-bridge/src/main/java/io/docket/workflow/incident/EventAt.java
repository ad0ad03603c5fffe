package io.docket.workflow.incident;

import io.docket.workflow.events.LoggedEvent;
import java.util.Optional;

/** The event at a position of the log. */
@FunctionalInterface
public interface EventAt {
    /**
     * The event, if there is one that concerns the bridge.
     *
     * @param position {@code <partition>-<offset>}
     */
    Optional<LoggedEvent> read(String position);
}
