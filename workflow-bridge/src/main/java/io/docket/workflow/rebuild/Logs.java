package io.docket.workflow.rebuild;

import io.docket.contracts.position.Position;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.record.EngineRecord;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** The two logs, to be read from their beginning to where they end now. */
public interface Logs {
    /** Every event that concerns the bridge, in the order of each partition. */
    void events(Consumer<LoggedEvent> reader);

    /**
     * The events at the places, one at a time and in the order of each partition. What is not there any more is passed over.
     *
     * @throws io.docket.workflow.retry.Unavailable if the log does not give them now
     */
    void eventsAt(Collection<Position> places, Consumer<LoggedEvent> reader);

    /** Every record of the engine that is still kept, in order. */
    void engineRecords(Consumer<EngineRecord> reader);

    /** Where the engine's records end now: the offset of the next one in the topic. */
    long engineEnd();

    /** Offset in each partition of the events before which everything is known to have had its effect. */
    Map<Integer, Long> handledOffsets();
}
