package io.docket.notification.stream;

import io.docket.notification.socket.CloseCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the events that clients over plain HTTP were given. */
final class CountingMeter implements StreamMeter {
    final AtomicInteger streamed = new AtomicInteger();
    final AtomicInteger polled = new AtomicInteger();
    final List<CloseCode> closed = new CopyOnWriteArrayList<>();

    @Override
    public void streamed() {
        streamed.incrementAndGet();
    }

    @Override
    public void polled(int events) {
        polled.addAndGet(events);
    }

    @Override
    public void closed(CloseCode code) {
        closed.add(code);
    }
}
