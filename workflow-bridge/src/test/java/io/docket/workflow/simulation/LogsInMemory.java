package io.docket.workflow.simulation;

import io.docket.contracts.position.Position;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.rebuild.Logs;
import io.docket.workflow.record.EngineRecord;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** Events in memory, and an engine that tells nothing. */
public final class LogsInMemory implements Logs {
    private final EventLog events;
    private Map<Integer, Long> handled = Map.of();

    public LogsInMemory(EventLog events) {
        this.events = events;
    }

    /** Everything before these offsets has had its effect. */
    public void handled(Map<Integer, Long> offsets) {
        handled = offsets;
    }

    @Override
    public void events(Consumer<LoggedEvent> reader) {
        events.events().forEach(reader);
    }

    @Override
    public void eventsAt(Collection<Position> places, Consumer<LoggedEvent> reader) {
        events.at(places).forEach(reader);
    }

    @Override
    public void engineRecords(Consumer<EngineRecord> reader) {}

    @Override
    public long engineEnd() {
        return 0;
    }

    @Override
    public Map<Integer, Long> handledOffsets() {
        return handled;
    }
}
