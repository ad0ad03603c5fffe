package io.docket.projection.history.export;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.index.HistoryIndex;
import io.docket.projection.view.LogEvent;
import java.nio.file.Path;
import java.util.List;

/** Indexes of a few events. */
public final class Histories {
    private Histories() {}

    /** The index of the events, in a folder of its own. */
    public static HistoryIndex of(Path folder, List<LogEvent> events) {
        HistoryIndex index = HistoryIndex.open(folder, "log");
        index.add(StoredEvents.of(events), new Cursor(new long[] {events.size()}));
        index.refresh();
        return index;
    }
}
