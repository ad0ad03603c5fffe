package io.docket.notification.socket;

import io.docket.notification.live.DeliveryMeter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the events that clients were given, and keeps why the server closed connections. */
final class RecordingMeter implements SessionMeter, DeliveryMeter {
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

    @Override
    public void resumedFromTail() {}

    @Override
    public void resumedFromLog() {}

    @Override
    public void reset() {}

    @Override
    public void refused() {}

    @Override
    public void denied() {}
}
