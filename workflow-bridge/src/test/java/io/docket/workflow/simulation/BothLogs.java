package io.docket.workflow.simulation;

import io.docket.contracts.position.Position;
import io.docket.workflow.events.EventEffects;
import io.docket.workflow.events.InterimEffects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.EventAt;
import io.docket.workflow.rebuild.Logs;
import io.docket.workflow.record.EngineRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The events and the engine's records, and how far the bridge has read them; all of it survives the bridge. */
final class BothLogs implements Logs, EventAt {
    private final EventLog events;
    private final SimulatedEngine engine;
    private int committedEvents;
    private int committedInterim;
    private int committedRecords;

    BothLogs(EventLog events, SimulatedEngine engine) {
        this.events = events;
        this.engine = engine;
    }

    /** Grows whenever something new was read. */
    int committed() {
        return committedEvents + committedInterim + committedRecords;
    }

    /** Both logs are read again from the beginning. */
    void rewind() {
        committedEvents = 0;
        committedInterim = 0;
        committedRecords = 0;
    }

    /** Hands out the new events that concern the engine; they count as read once the reader is through. */
    void readEvents(Consumer<List<LoggedEvent>> reader) {
        List<LoggedEvent> all = events.events();
        reader.accept(all.subList(committedEvents, all.size()).stream()
                .filter(BothLogs::concernsEngine)
                .toList());
        committedEvents = all.size();
    }

    /** The same with those that concern interim data. */
    void readInterim(Consumer<List<LoggedEvent>> reader) {
        List<LoggedEvent> all = events.events();
        reader.accept(all.subList(committedInterim, all.size()).stream()
                .filter(BothLogs::concernsInterim)
                .toList());
        committedInterim = all.size();
    }

    /** The same with the engine's records, from where the engine begins. */
    void readEngine(long begin, Consumer<List<EngineRecord>> reader) {
        List<EngineRecord> all = List.copyOf(engine.log());
        int from = Math.max(committedRecords, (int) begin);
        reader.accept(all.subList(Math.min(from, all.size()), all.size()));
        committedRecords = all.size();
    }

    private static boolean concernsEngine(LoggedEvent event) {
        return EventEffects.concerns(
                event.envelope().type(), event.envelope().subject().id());
    }

    private static boolean concernsInterim(LoggedEvent event) {
        return InterimEffects.concerns(
                event.envelope().type(), event.envelope().subject().id());
    }

    @Override
    public void events(Consumer<LoggedEvent> reader) {
        events.events().stream().filter(BothLogs::concernsEngine).forEach(reader);
    }

    @Override
    public void eventsAt(Collection<Position> places, Consumer<LoggedEvent> reader) {
        events.at(places).forEach(reader);
    }

    @Override
    public void engineRecords(Consumer<EngineRecord> reader) {
        List.copyOf(engine.log()).forEach(reader);
    }

    @Override
    public long engineEnd() {
        return engine.log().size();
    }

    @Override
    public Optional<LoggedEvent> read(String position) {
        return Optional.of(events.events().get(Integer.parseInt(position.substring(2))));
    }

    @Override
    public Map<Integer, Long> handledOffsets() {
        return Map.of(0, (long) committedEvents);
    }
}
