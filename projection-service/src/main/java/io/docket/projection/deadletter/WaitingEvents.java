package io.docket.projection.deadletter;

import io.docket.contracts.position.Position;
import io.docket.projection.view.LogEvent;
import java.util.List;

/** Reads events that wait, from the log. The calls block. */
public interface WaitingEvents {
    /**
     * The events at these places, in order.
     *
     * @throws Missing if the log does not hold one of them
     */
    List<LogEvent> at(int partition, List<Long> offsets);

    /**
     * The events of a root, whoever owns them.
     *
     * @param from first offset to look at
     * @param until first offset not to look at
     * @param limit the most events to find
     */
    Found find(int partition, String root, long from, long until, int limit);

    /**
     * What was found.
     *
     * @param events the events, in order
     * @param next where to go on looking; {@code until} if all is looked at
     */
    record Found(List<LogEvent> events, long next) {}

    /** The log does not give an event. */
    final class Missing extends RuntimeException {
        public Missing(Position position) {
            super("the log does not give the event at " + position, null, false, false);
        }
    }
}
