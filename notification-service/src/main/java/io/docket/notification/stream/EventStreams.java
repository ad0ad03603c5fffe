package io.docket.notification.stream;

import io.docket.kit.filter.Filter;
import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.From;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Subscription;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Subscriptions as streams with heartbeats, each of which holds one of the places of {@link OpenStreams}. */
@Singleton
class EventStreams {
    private final Deliveries deliveries;
    private final LiveConfig config;
    private final StreamMeter meter;
    private final OpenStreams streams;

    EventStreams(Deliveries deliveries, LiveConfig config, StreamMeter meter, OpenStreams streams) {
        this.deliveries = deliveries;
        this.config = config;
        this.meter = meter;
        this.streams = streams;
    }

    /**
     * A stream that ends with its subscription, with the client's token or with the client.
     *
     * @param expires end of the token
     * @throws UnauthorizedException if the token has ended
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 if as many are open as there may be
     */
    Multi<StreamedEvent> open(Filter filter, Access access, From from, Instant expires) {
        Duration left = Duration.between(Instant.now(), expires);
        if (!left.isPositive()) {
            throw new UnauthorizedException("the token has ended");
        }
        streams.enter();
        Multi<StreamedEvent> events = Multi.createFrom()
                .<StreamedEvent>emitter(emitter -> follow(filter, access, from, left, emitter))
                .onCompletion()
                .continueWith(StreamedEvent.END);
        Multi<StreamedEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> StreamedEvent.HEARTBEAT);
        return Multi.createBy()
                .merging()
                .streams(events, heartbeats)
                .select()
                .first(event -> !event.isEnd())
                .onTermination()
                .invoke(streams::leave);
    }

    /** Subscribes for the time that is left: {@code select().first(left)} would leave the subscription behind. */
    private void follow(
            Filter filter, Access access, From from, Duration left, MultiEmitter<? super StreamedEvent> emitter) {
        Subscription subscription = deliveries.subscribe(filter, access, new StreamSink(emitter, meter), from);
        Cancellable end = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(left)
                .subscribe()
                .with(over -> {
                    deliveries.end(subscription);
                    emitter.complete();
                });
        emitter.onRequest(count -> deliveries.resume(subscription));
        emitter.onTermination(() -> {
            end.cancel();
            deliveries.end(subscription);
        });
    }
}
