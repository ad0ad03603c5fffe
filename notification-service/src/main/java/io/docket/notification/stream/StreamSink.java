package io.docket.notification.stream;

import io.docket.contracts.position.Cursor;
import io.docket.notification.live.Sink;
import io.docket.notification.log.LoggedEvent;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** A subscription as a reactive stream: there is room for as many events as the stream was asked for. */
final class StreamSink implements Sink {
    private final MultiEmitter<? super StreamedEvent> emitter;
    private final StreamMeter meter;

    StreamSink(MultiEmitter<? super StreamedEvent> emitter, StreamMeter meter) {
        this.emitter = emitter;
        this.meter = meter;
    }

    @Override
    public void started(Cursor from, boolean recovered) {
        emitter.emit(new StreamedEvent(from.toString(), "subscribed", "{\"recovered\":" + recovered + "}"));
    }

    @Override
    public boolean ready() {
        return emitter.requested() > 0;
    }

    @Override
    public void event(LoggedEvent event, String cursor) {
        emitter.emit(new StreamedEvent(cursor, event.envelope().type(), event.json()));
        meter.streamed();
    }

    @Override
    public void reset(String reason) {
        emitter.emit(new StreamedEvent("", "reset", "{\"reason\":\"" + reason + "\"}"));
        emitter.complete();
    }

    @Override
    public void refused(String detail) {
        reset(detail);
    }
}
