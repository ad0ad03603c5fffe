package io.docket.notification.stream;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the events that clients over plain HTTP were given. */
final class CountingMeter implements StreamMeter {
    final AtomicInteger streamed = new AtomicInteger();
    final AtomicInteger polled = new AtomicInteger();

    @Override
    public void streamed() {
        streamed.incrementAndGet();
    }

    @Override
    public void polled(int events) {
        polled.addAndGet(events);
    }
}
