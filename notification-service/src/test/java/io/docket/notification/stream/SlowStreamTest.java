package io.docket.notification.stream;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.notification.Configs;
import io.docket.notification.asyncapi.StrictSchemas;
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
import io.docket.notification.socket.CloseCode;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams whose clients read less than there is. */
class SlowStreamTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int EVENTS = 100;
    private static final int EVENT_CHARS = 50_000;
    private static final int MAX_BYTES = 300_000;

    private final LiveConfig config = Configs.live(
            Map.of("outbox-bytes", Integer.toString(MAX_BYTES), "stuck-after", "1s", "close-within", "60s"));
    private final FactBook facts = MemoryFacts.book(10);
    private final LiveLog log = new LiveLog(new Tail(1_000, 100_000_000));
    private final ThreadTurns turns = new ThreadTurns(1);
    private final OpenStreams open = new OpenStreams(config);
    private final Deliveries deliveries = new Deliveries(
            log,
            new Readers(() -> {
                throw new IllegalStateException("no log here");
            }),
            turns,
            new NoMeter());
    private final CountingMeter meter = new CountingMeter();
    private final EventStreams streams = new EventStreams(deliveries, config, turns, meter, open);
    private final LocalLine line = new LocalLine();

    @AfterEach
    void stop() {
        turns.close();
        line.close();
    }

    @Test
    void a_client_that_reads_nothing_is_held_little_for_and_told_where_to_go_on() {
        Client deaf = new Client(1);
        open(new From.Now()).subscribe(deaf);
        moves();

        await().atMost(SOON).until(() -> log.subscriptions() == 0);
        deaf.request(Long.MAX_VALUE);
        await().atMost(SOON).until(() -> deaf.ended);

        StreamedEvent last = deaf.told.getLast();
        assertThat(last.name()).isEqualTo("closed");
        assertThat(json(last).path("code").asInt()).isEqualTo(4408);
        assertThat(meter.closed).containsExactly(CloseCode.TOO_SLOW);
        assertThat(described().payloadFaults("streamClosed", json(last))).isEmpty();
        assertThat(json(last).path("cursor").asText()).isEqualTo(last.cursor());
        assertThat(last.cursor()).isEqualTo(deaf.told.get(deaf.told.size() - 2).cursor());
        assertThat(deaf.bytes()).isBetween(MAX_BYTES, MAX_BYTES + 2 * EVENT_CHARS);
        Client again = new Client(Long.MAX_VALUE);
        open(From.parse(last.cursor())).subscribe(again);
        await().atMost(SOON).until(() -> deaf.steps().size() + again.steps().size() >= EVENTS);
        List<Integer> all = new ArrayList<>(deaf.steps());
        all.addAll(again.steps());
        assertThat(all).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
    }

    @Test
    void a_client_that_reads_slowly_gets_everything() {
        Client slow = new Client(1);
        open(new From.Now()).subscribe(slow);
        moves();

        await().atMost(SOON).until(() -> {
            slow.request(1);
            return slow.steps().size() == EVENTS;
        });

        assertThat(slow.steps()).isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
        assertThat(slow.ended).isFalse();
        assertThat(log.falls()).as("it was behind").isPositive();
    }

    @Test
    void a_client_that_reads_nothing_holds_up_nobody() {
        Client deaf = new Client(1);
        Client reading = new Client(Long.MAX_VALUE);
        open(new From.Now()).subscribe(deaf);
        open(new From.Now()).subscribe(reading);

        moves();

        await().atMost(SOON).until(() -> reading.steps().size() == EVENTS);
        await().atMost(SOON).until(() -> log.subscriptions() == 1);
        assertThat(reading.ended).isFalse();
    }

    private Multi<StreamedEvent> open(From from) {
        return streams.open(all(), Access.of(DEMO), from, Instant.now().plusSeconds(300), line);
    }

    private void moves() {
        String padding = "x".repeat(EVENT_CHARS);
        for (int step = 0; step < EVENTS; step++) {
            var moved = envelope("acme", "case/1", new CaseEvent.Moved(padding, Integer.toString(step)));
            log.append(List.of(logged(facts, 0, step, moved)));
        }
    }

    private static JsonNode json(StreamedEvent event) {
        return Json.tree(event.json().getBytes(StandardCharsets.UTF_8));
    }

    private static StrictSchemas described() {
        try (InputStream document = SlowStreamTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new StrictSchemas(new YAMLMapper().readTree(document).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Filter all() {
        try {
            return FilterCompiler.compile(Json.mapper().createObjectNode(), DEMO);
        } catch (InvalidFilterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who reads as many events as the test says. */
    private static final class Client implements Flow.Subscriber<StreamedEvent> {
        final List<StreamedEvent> told = new CopyOnWriteArrayList<>();
        volatile boolean ended;
        private final long first;
        private Flow.Subscription subscription;

        Client(long first) {
            this.first = first;
        }

        void request(long count) {
            subscription.request(count);
        }

        List<Integer> steps() {
            return told.stream()
                    .filter(event -> event.name().equals("docket.case.moved.v1"))
                    .map(event -> json(event).at("/data/to").asInt())
                    .toList();
        }

        int bytes() {
            return told.stream().mapToInt(event -> event.json().length()).sum();
        }

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
            begun.request(first);
        }

        @Override
        public void onNext(StreamedEvent item) {
            told.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            ended = true;
        }
    }
}
