package io.docket.workflow.mail.platform;

import io.docket.contracts.position.Position;
import java.util.List;

/** The end of the log. */
@FunctionalInterface
public interface LogEnd {
    /**
     * Where the last event is of each partition that has any.
     *
     * @throws io.docket.workflow.retry.Unavailable if the log does not answer
     */
    List<Position> lastEvents();
}
