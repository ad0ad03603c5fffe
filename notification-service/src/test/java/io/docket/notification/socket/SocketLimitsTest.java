package io.docket.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.notification.support.ByteReader;
import io.docket.notification.support.HalfOpen;
import io.docket.notification.support.SocketClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a connection costs at most, seen through real sockets. */
class SocketLimitsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** More than the time that a client has to close, less than Vert.x waits for an answer to its closing handshake. */
    private static final Duration CUT_WITHIN = Duration.ofSeconds(5);
    /** Far below the time after which a silent connection is closed, far above what a delivery takes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final int MOST_EVENTS = 300;

    @Test
    void a_client_that_falls_silent_in_the_middle_of_a_frame_is_closed_and_delays_nobody() throws Exception {
        try (LocalServer server = new LocalServer(Map.of("heartbeat", "1s", "close-within", "500ms"));
                SocketClient reading = subscribed(server);
                HalfOpen silent = HalfOpen.halfFrame(server.address(), "demo", "{'op':'subscribe','id':'s1'}")) {
            int sent = 0;
            while (server.meter.closed.isEmpty() && sent < MOST_EVENTS) {
                assertThat(silent.drain()).isTrue();
                server.move("review");
                int all = ++sent;
                await().atMost(AT_ONCE).until(() -> reading.events.size() == all);
            }

            assertThat(sent).as("heartbeats were awaited").isGreaterThan(10);
            assertThat(server.meter.closed).containsExactly(CloseCode.TOO_SLOW);
            await().atMost(CUT_WITHIN).until(() -> !silent.drain() && server.connections() == 1);
            server.move("done");
            await().atMost(AT_ONCE)
                    .until(() -> reading.events.getLast().at("/event/data/to").asText(), "done"::equals);
        }
    }

    @Test
    void a_client_that_does_not_read_is_cut_although_it_goes_on_sending() throws Exception {
        try (LocalServer server = new LocalServer(Map.of("stuck-after", "1s", "close-within", "500ms"));
                SocketClient deaf = subscribed(server)) {
            deaf.pause();
            for (int count = 0; count < 1_000; count++) {
                server.move("x".repeat(10_000));
            }
            await().atMost(SOON).until(() -> server.meter.closed.contains(CloseCode.TOO_SLOW));

            await().atMost(CUT_WITHIN).ignoreExceptions().until(() -> {
                deaf.send("{'op':'ping'}");
                return server.connections() == 0;
            });
        }
    }

    @Test
    void a_client_that_reads_a_byte_now_and_then_is_closed_with_its_last_cursor_and_delays_nobody() throws Exception {
        Map<String, String> settings = Map.of("stuck-after", "1s", "outbox-bytes", "200000", "close-within", "60s");
        try (LocalServer server = new LocalServer(settings);
                SocketClient reading = subscribed(server);
                ByteReader slow = ByteReader.websocket(server.address(), "demo", "{'op':'subscribe','id':'s1'}")) {
            await().atMost(SOON).until(() -> server.subscriptions() == 2);
            for (int step = 0; step < MOST_EVENTS; step++) {
                server.move("x".repeat(20_000) + '#' + step);
            }

            await().atMost(SOON).until(() -> {
                assertThat(slow.read(1)).isTrue();
                return server.meter.closed.contains(CloseCode.TOO_SLOW);
            });
            await().atMost(SOON).until(() -> reading.events.size() == MOST_EVENTS);
            await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> {
                slow.read(1_000_000);
                slow.frames();
                return slow.closeCode != 0;
            });

            List<JsonNode> events = slow.frames().stream()
                    .map(frame -> Json.tree(frame.getBytes(StandardCharsets.UTF_8)))
                    .filter(frame -> frame.path("op").asText().equals("event"))
                    .toList();
            assertThat(slow.closeCode).isEqualTo(4408);
            assertThat(slow.closeReason)
                    .isEqualTo(events.getLast().path("cursor").asText());
            assertThat(events).as("what waits is bounded").hasSizeLessThan(MOST_EVENTS / 2);
            try (SocketClient again = new SocketClient(server.address(), "demo")) {
                again.send("{'op':'subscribe','id':'s1','from':'" + slow.closeReason + "'}");
                await().atMost(SOON).until(() -> events.size() + again.events.size() >= MOST_EVENTS);
                assertThat(Stream.concat(events.stream(), again.events.stream()).map(SocketLimitsTest::step))
                        .isEqualTo(IntStream.range(0, MOST_EVENTS).boxed().toList());
            }
        }
    }

    @Test
    void a_connection_over_the_limit_is_refused_until_another_has_gone() {
        try (LocalServer server = new LocalServer(Map.of("max-connections", "1"))) {
            try (SocketClient first = new SocketClient(server.address(), "demo")) {
                await().atMost(SOON).until(() -> first.heard("welcome"));

                assertThatThrownBy(() -> new SocketClient(server.address(), "demo"))
                        .cause()
                        .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                            assertThat(refused.getResponse().statusCode()).isEqualTo(503);
                            assertThat(refused.getResponse().headers().firstValue("Retry-After"))
                                    .hasValue("1");
                        });
            }
            await().atMost(SOON).until(() -> server.connections() == 0);
            new SocketClient(server.address(), "demo").close();
        }
    }

    private static int step(JsonNode frame) {
        String to = frame.at("/event/data/to").asText();
        return Integer.parseInt(to.substring(to.indexOf('#') + 1));
    }

    private static SocketClient subscribed(LocalServer server) {
        SocketClient client = new SocketClient(server.address(), "demo");
        client.send("{'op':'subscribe','id':'s1'}");
        await().atMost(SOON).until(() -> client.heard("subscribed"));
        return client;
    }
}
