package io.docket.workflow.automation;

import io.docket.workflow.events.LoggedEvent;
import java.util.List;

/** The events at positions of the log. */
@FunctionalInterface
public interface EventsAt {
    /**
     * The events that are there, in the order of the positions.
     *
     * @param positions {@code <partition>-<offset>} each
     * @throws io.docket.workflow.retry.Unavailable if the log does not give them now
     */
    List<LoggedEvent> readAll(List<String> positions);
}
