package io.docket.notification.ops;

import io.docket.notification.facts.FactBook;
import io.docket.notification.live.DeliveryMeter;
import io.docket.notification.live.LiveLog;
import io.docket.notification.live.TailProgress;
import io.docket.notification.novu.NovuMeter;
import io.docket.notification.socket.CloseCode;
import io.docket.notification.socket.SessionMeter;
import io.docket.notification.socket.Sessions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The service's own metrics; names begin with {@code docket_live_} and {@code docket_novu_}. */
@ApplicationScoped
public class LiveMetrics implements DeliveryMeter, SessionMeter, NovuMeter {
    private final MeterRegistry registry;
    private final Counter delivered;
    private final Counter fromTail;
    private final Counter fromLog;
    private final Counter resets;

    LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.delivered = registry.counter("docket.live.delivered");
        this.fromTail = registry.counter("docket.live.resumed", "source", "tail");
        this.fromLog = registry.counter("docket.live.resumed", "source", "log");
        this.resets = registry.counter("docket.live.reset");
    }

    void register(@Observes StartupEvent event, Sessions sessions, LiveLog log, TailProgress progress, FactBook facts) {
        gauge("docket.live.connections", sessions, Sessions::count);
        gauge("docket.live.followers", log, LiveLog::followers);
        gauge("docket.live.tail.events", log, LiveLog::tailSize);
        gauge("docket.live.tail.lag", progress, TailProgress::lag);
        gauge("docket.live.facts", facts, FactBook::size);
        gauge("docket.live.facts.forgotten", facts, FactBook::forgotten);
    }

    @Override
    public void delivered() {
        delivered.increment();
    }

    @Override
    public void closed(CloseCode code) {
        registry.counter("docket.live.closed", "code", Integer.toString(code.code()))
                .increment();
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
    public void triggered(Outcome outcome) {
        registry.counter("docket.novu.triggers", "outcome", outcome.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    private <T> void gauge(String name, T source, java.util.function.ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value).strongReference(true).register(registry);
    }
}
