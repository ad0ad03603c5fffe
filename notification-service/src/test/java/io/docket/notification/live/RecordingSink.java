package io.docket.notification.live;

import io.docket.contracts.position.Cursor;
import io.docket.notification.log.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a client got; takes as much as the test gave it room for. */
final class RecordingSink implements Sink {
    final List<LoggedEvent> events = new ArrayList<>();
    final List<String> cursors = new ArrayList<>();
    final List<Cursor> passed = new ArrayList<>();
    int room;
    int flushes;
    boolean refusedRoom;
    Runnable onRefused = () -> {};

    @Nullable
    Cursor began;

    boolean recovered;

    @Nullable
    String ended;

    RecordingSink(int room) {
        this.room = room;
    }

    @Override
    public void started(Cursor from, boolean recovered) {
        began = from;
        this.recovered = recovered;
    }

    @Override
    public boolean ready() {
        if (room > 0) {
            return true;
        }
        refusedRoom = true;
        onRefused.run();
        return false;
    }

    @Override
    public void event(LoggedEvent event, String cursor) {
        room--;
        events.add(event);
        cursors.add(cursor);
    }

    @Override
    public void passed(Cursor place) {
        passed.add(place);
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void reset(String reason) {
        ended = "reset";
    }

    @Override
    public void refused(String detail) {
        ended = "refused";
    }

    List<String> positions() {
        return events.stream().map(event -> event.position().toString()).toList();
    }
}
