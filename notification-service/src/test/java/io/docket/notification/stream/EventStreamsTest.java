package io.docket.notification.stream;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
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
import io.docket.notification.log.Offsets;
import io.docket.notification.log.Tail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int LOG = 7;

    private final LiveConfig config =
            Configs.live(Map.of("max-streams", "2", "heartbeat", "100ms", "close-within", "1s"));
    private final FactBook facts = MemoryFacts.book(10);
    private final LiveLog log = new LiveLog(new Tail(100, 10_000_000));
    private final ThreadTurns turns = new ThreadTurns(1);
    private final Readers readers = new Readers(() -> {
        throw new IllegalStateException("no log here");
    });
    private final OpenStreams open = new OpenStreams(config);
    private final EventStreams streams = new EventStreams(
            new Deliveries(log, readers, turns, new NoMeter()), config, turns, new CountingMeter(), open);
    private final LocalLine line = new LocalLine();
    private long nextOffset;

    EventStreamsTest() {
        log.begin(Offsets.zeroOf(LOG));
    }

    @AfterEach
    void stop() {
        turns.close();
        line.close();
    }

    @Test
    void a_stream_ends_with_its_token() {
        Instant expires = Instant.now().plusMillis(700);
        Client client = new Client(open(expires));
        move();
        await().atMost(SOON).until(() -> client.names().contains("docket.case.moved.v1"));
        assertThat(client.ended).isNotDone();

        await().atMost(SOON).until(client.ended::isDone);

        assertThat(Instant.now()).isAfterOrEqualTo(expires);
        assertThat(client.ended).isCompleted();
        assertThat(client.told.getLast().json())
                .contains("4401", client.told.getLast().cursor());
        await().atMost(SOON).until(() -> open.count() == 0 && log.subscriptions() == 0);
        int told = client.told.size();
        move();
        assertThat(client.told).hasSize(told);
    }

    @Test
    void a_token_ends_the_subscription_of_a_client_that_does_not_read() {
        open(Instant.now().plusMillis(300)).subscribe().withSubscriber(new Unready());
        assertThat(log.subscriptions()).isEqualTo(1);

        await().atMost(SOON).until(() -> log.subscriptions() == 0);
        await().atMost(SOON).until(() -> line.cut);
    }

    @Test
    void a_token_that_has_ended_opens_no_stream_and_takes_no_place() {
        assertThatThrownBy(() -> open(Instant.now())).isInstanceOf(UnauthorizedException.class);

        assertThat(open.count()).isZero();
    }

    @Test
    void more_streams_than_there_may_be_are_refused_until_one_has_gone() {
        Client first = new Client(open(later()));
        Client second = new Client(open(later()));

        assertThatThrownBy(() -> open(later())).isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.getStatusCode()).isEqualTo(503);
            assertThat(problem.getHeaders()).containsEntry("Retry-After", 5L);
        });

        first.leave();
        assertThat(open.count()).isEqualTo(1);
        assertThat(log.subscriptions()).isEqualTo(1);
        new Client(open(later())).leave();
        second.leave();
        assertThat(open.count()).isZero();
    }

    @Test
    void a_stream_whose_place_is_none_in_the_log_says_so_and_ends() {
        From foreign = new From.Place(new Cursor(LOG + 1, new long[] {3}));

        Client client = new Client(streams.open(all(), Access.of(DEMO), foreign, later(), line));

        await().atMost(SOON).until(client.ended::isDone);
        assertThat(client.names()).contains("reset").doesNotContain("subscribed");
        await().atMost(SOON).until(() -> open.count() == 0 && log.subscriptions() == 0);
    }

    @Test
    void a_stream_without_events_shows_signs_of_life() {
        Client client = new Client(open(later()));

        await().atMost(SOON)
                .until(() ->
                        client.told.stream().filter(StreamedEvent::isHeartbeat).count() >= 2);

        client.leave();
    }

    private Multi<StreamedEvent> open(Instant expires) {
        return streams.open(all(), Access.of(DEMO), new From.Now(), expires, line);
    }

    private void move() {
        log.append(List.of(logged(facts, 0, nextOffset++, envelope("acme", "case/1", new CaseEvent.Moved("a", "b")))));
    }

    private static Instant later() {
        return Instant.now().plusSeconds(300);
    }

    private static Filter all() {
        try {
            return FilterCompiler.compile(Json.mapper().createObjectNode(), DEMO);
        } catch (InvalidFilterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who opens a stream and reads nothing of it. */
    private static final class Unready implements Flow.Subscriber<StreamedEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(StreamedEvent item) {
            throw new AssertionError(item);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {}
    }

    /** Who reads a stream. */
    private static final class Client {
        final List<StreamedEvent> told = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final Cancellable reading;

        Client(Multi<StreamedEvent> stream) {
            reading = stream.subscribe().with(told::add, ended::completeExceptionally, () -> ended.complete(null));
        }

        List<String> names() {
            return told.stream().map(StreamedEvent::name).toList();
        }

        void leave() {
            reading.cancel();
        }
    }
}
