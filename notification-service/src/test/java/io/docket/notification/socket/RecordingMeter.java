package io.docket.notification.socket;

import io.docket.notification.live.NoMeter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the events that clients were given, and keeps why the server closed connections. */
final class RecordingMeter extends NoMeter implements SessionMeter {
    final List<CloseCode> closed = new CopyOnWriteArrayList<>();
    int delivered;

    @Override
    public void delivered() {
        delivered++;
    }

    @Override
    public void closed(CloseCode code) {
        closed.add(code);
    }
}
