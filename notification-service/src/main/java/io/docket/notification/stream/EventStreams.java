package io.docket.notification.stream;

import io.docket.kit.filter.Filter;
import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.From;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Turns;
import io.docket.notification.socket.CloseCode;
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
    /** How often a stream is looked after. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Deliveries deliveries;
    private final LiveConfig config;
    private final Turns turns;
    private final StreamMeter meter;
    private final OpenStreams streams;

    EventStreams(Deliveries deliveries, LiveConfig config, Turns turns, StreamMeter meter, OpenStreams streams) {
        this.deliveries = deliveries;
        this.config = config;
        this.turns = turns;
        this.meter = meter;
        this.streams = streams;
    }

    /**
     * A stream that ends with its subscription, with the client's token, with the client, or with its patience for a client
     * that does not read.
     *
     * @param expires end of the token
     * @throws UnauthorizedException if the token has ended
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 if as many are open as there may be
     */
    Multi<StreamedEvent> open(Filter filter, Access access, From from, Instant expires, ClientLine line) {
        Duration left = Duration.between(Instant.now(), expires);
        if (!left.isPositive()) {
            throw new UnauthorizedException("the token has ended");
        }
        streams.enter();
        return Multi.createFrom()
                .<StreamedEvent>emitter(emitter -> {
                    LiveStream stream = new LiveStream(emitter, line, deliveries, config, turns, meter);
                    watch(stream, emitter, left);
                    stream.begin(sink -> deliveries.subscribe(filter, access, sink, from));
                })
                .onTermination()
                .invoke(streams::leave);
    }

    private void watch(LiveStream stream, MultiEmitter<? super StreamedEvent> emitter, Duration left) {
        Duration often = config.heartbeat().compareTo(TICK) < 0 ? config.heartbeat() : TICK;
        Cancellable ticks = Multi.createFrom().ticks().every(often).subscribe().with(tick -> stream.tick());
        Cancellable end = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(left)
                .subscribe()
                .with(over -> stream.close(CloseCode.UNAUTHENTICATED, "the token has expired"));
        emitter.onTermination(() -> {
            ticks.cancel();
            end.cancel();
            stream.gone();
        });
    }
}
