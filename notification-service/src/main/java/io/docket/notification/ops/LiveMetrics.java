package io.docket.notification.ops;

import io.docket.notification.facts.FactBook;
import io.docket.notification.live.DeliveryMeter;
import io.docket.notification.live.LiveLog;
import io.docket.notification.live.TailProgress;
import io.docket.notification.novu.NovuMeter;
import io.docket.notification.socket.CloseCode;
import io.docket.notification.socket.SessionMeter;
import io.docket.notification.socket.Sessions;
import io.docket.notification.stream.OpenStreams;
import io.docket.notification.stream.StreamMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The service's own metrics; names begin with {@code docket_live_} and {@code docket_novu_}. */
@ApplicationScoped
public class LiveMetrics implements DeliveryMeter, SessionMeter, StreamMeter, NovuMeter {
    private final MeterRegistry registry;
    private final Counter bySocket;
    private final Counter byStream;
    private final Counter byPoll;
    private final Counter fromTail;
    private final Counter fromLog;
    private final Counter resets;
    private final Counter refusals;
    private final Counter denials;

    LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.bySocket = registry.counter("docket.live.delivered", "via", "websocket");
        this.byStream = registry.counter("docket.live.delivered", "via", "sse");
        this.byPoll = registry.counter("docket.live.delivered", "via", "poll");
        this.fromTail = registry.counter("docket.live.resumed", "source", "tail");
        this.fromLog = registry.counter("docket.live.resumed", "source", "log");
        this.resets = registry.counter("docket.live.reset");
        this.refusals = registry.counter("docket.live.refused");
        this.denials = registry.counter("docket.live.denied");
        closed(CloseCode.TOO_SLOW, 0);
    }

    void register(
            @Observes StartupEvent event,
            Sessions sessions,
            OpenStreams streams,
            LiveLog log,
            TailProgress progress,
            FactBook facts) {
        gauge("docket.live.connections", sessions, Sessions::count);
        gauge("docket.live.streams", streams, OpenStreams::count);
        gauge("docket.live.subscriptions", log, LiveLog::subscriptions);
        gauge("docket.live.followers", log, LiveLog::followers);
        counter("docket.live.filter.candidates", log, LiveLog::candidates);
        counter("docket.live.filter.matches", log, LiveLog::matches);
        counter("docket.live.fallen", log, LiveLog::falls);
        gauge("docket.live.tail.events", log, LiveLog::tailSize);
        gauge("docket.live.tail.lag", progress, TailProgress::lag);
        gauge("docket.live.facts", facts, FactBook::size);
        gauge("docket.live.facts.on.disk", facts, FactBook::stored);
    }

    @Override
    public void delivered() {
        bySocket.increment();
    }

    @Override
    public void streamed() {
        byStream.increment();
    }

    @Override
    public void polled(int events) {
        byPoll.increment(events);
    }

    @Override
    public void closed(CloseCode code) {
        closed(code, 1);
    }

    private void closed(CloseCode code, int times) {
        registry.counter("docket.live.closed", "code", Integer.toString(code.code()))
                .increment(times);
    }

    @Override
    public void resumedFromTail() {
        fromTail.increment();
    }

    @Override
    public void resumedFromLog() {
        fromLog.increment();
    }

    @Override
    public void reset() {
        resets.increment();
    }

    @Override
    public void refused() {
        refusals.increment();
    }

    @Override
    public void denied() {
        denials.increment();
    }

    @Override
    public void triggered(Outcome outcome) {
        registry.counter("docket.novu.triggers", "outcome", outcome.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    private <T> void counter(String name, T source, java.util.function.ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, source, value).register(registry);
    }

    private <T> void gauge(String name, T source, java.util.function.ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value).strongReference(true).register(registry);
    }
}
