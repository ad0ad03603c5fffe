package io.docket.notification.stream;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.notification.Configs;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.From;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.LiveLog;
import io.docket.notification.live.NoMeter;
import io.docket.notification.live.Readers;
import io.docket.notification.live.ThreadTurns;
import io.docket.notification.log.Tail;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

/** Streams of a log in memory on a real socket, written as Quarkus does: the next event when the socket took the last. */
final class LocalStreamServer implements AutoCloseable {
    final CountingMeter meter = new CountingMeter();
    final OpenStreams open;

    private final Vertx vertx = Vertx.vertx();
    private final ThreadTurns turns = new ThreadTurns(1);
    private final FactBook facts = MemoryFacts.book(10);
    private final LiveLog log = new LiveLog(new Tail(2_000, 100_000_000));
    private final EventStreams streams;
    private final HttpServer server;
    private long nextOffset;

    /** Starts it on a free port. */
    LocalStreamServer(Map<String, String> settings) {
        LiveConfig config = Configs.live(settings);
        open = new OpenStreams(config);
        Readers readers = new Readers(() -> {
            throw new IllegalStateException("no log here");
        });
        streams = new EventStreams(new Deliveries(log, readers, turns, new NoMeter()), config, turns, meter, open);
        server = vertx.createHttpServer(new HttpServerOptions().setSendBufferSize(config.sendBufferBytes()))
                .requestHandler(this::follow)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/api/events");
    }

    /** A case moves to the stage. */
    void move(String stage) {
        log.append(
                List.of(logged(facts, 0, nextOffset++, envelope("acme", "case/1", new CaseEvent.Moved("a", stage)))));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        turns.close();
    }

    private void follow(HttpServerRequest request) {
        HttpServerResponse response = request.response().setChunked(true);
        streams.open(all(), Access.of(DEMO), new From.Now(), Instant.now().plusSeconds(300), new HttpLine(request))
                .subscribe(new Writer(response));
    }

    private static Filter all() {
        try {
            return FilterCompiler.compile(Json.mapper().createObjectNode(), DEMO);
        } catch (InvalidFilterException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Writer implements Flow.Subscriber<StreamedEvent> {
        private final HttpServerResponse response;
        private Flow.Subscription subscription;

        Writer(HttpServerResponse response) {
            this.response = response;
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            response.closeHandler(gone -> begun.cancel());
            begun.request(1);
        }

        @Override
        public void onNext(StreamedEvent event) {
            response.write("id:" + event.cursor() + "\nevent:" + event.name() + "\ndata:" + event.json() + "\n\n")
                    .onSuccess(written -> subscription.request(1))
                    .onFailure(failure -> subscription.cancel());
        }

        @Override
        public void onError(Throwable failure) {
            response.reset();
        }

        @Override
        public void onComplete() {
            response.end();
        }
    }
}
