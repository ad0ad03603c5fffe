package io.docket.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.command.admission.Admission;
import io.docket.command.admission.Admission.Place;
import io.docket.command.support.Scenario;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EntranceTest {
    private static final Duration PAYLOAD_TIME = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Admission admission = new Admission(1, 1, Duration.ofSeconds(1), System::nanoTime);
    private final Queue<RoutingContext> behind = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() {
        listen(PAYLOAD_TIME);
    }

    private void listen(Duration payloadTime) {
        Router router = Router.router(vertx);
        router.route().handler(route -> {
            route.request().pause();
            route.next();
        });
        router.route().handler(new Entrance(admission, payloadTime));
        router.route("/api/commands/open-case").handler(behind::add);
        router.route("/api/commands/close-case")
                .handler(route -> route.response().setStatusCode(401).end());
        router.route("/api/commands").handler(route -> route.response().end("many"));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_command_comes_in_with_its_payload_and_a_place() {
        client.sendAsync(post("open-case", "{\"a\":1}"), BodyHandlers.ofString());

        RoutingContext route = awaitOne();

        assertThat(route.body().asString()).isEqualTo("{\"a\":1}");
        assertThat(admission.taken()).isEqualTo(1);
        Entrance.takeOver(route).leave();
        route.response().end();
        assertThat(admission.taken()).isZero();
    }

    @Test
    void without_a_place_it_is_told_to_come_back_and_stays_connected() throws Exception {
        Place other = admission.enter().orElseThrow();

        HttpResponse<String> refused = client.send(post("open-case", "{}"), BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.headers().firstValue("Connection")).isEmpty();
        assertThat(Scenario.json(refused.body()).path("type").asText())
                .isEqualTo("https://docket.io/problems/too-many-requests");
        assertThat(Scenario.json(refused.body()).path("instance").asText()).isEqualTo("/api/commands/open-case");
        assertThat(behind).isEmpty();
        other.leave();
    }

    @Test
    void over_http_2_the_payload_is_left_to_be_read_and_a_refusal_keeps_the_connection() throws Exception {
        try (HttpClient http2 = HttpClient.newHttpClient()) {
            http2.sendAsync(post("open-case", "{\"a\":1}"), BodyHandlers.ofString());
            RoutingContext route = awaitOne();
            route.request().pause();
            assertThat(admission.taken()).isZero();
            route.response().end();

            Place other = admission.enter().orElseThrow();
            HttpResponse<String> refused = http2.send(post("open-case", "{}"), BodyHandlers.ofString());
            assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(refused.statusCode()).isEqualTo(429);
            other.leave();
        }
    }

    @Test
    void a_large_payload_is_refused_without_being_read() throws Exception {
        Place other = admission.enter().orElseThrow();

        HttpResponse<String> refused =
                client.send(post("open-case", "x".repeat(Entrance.AWAITED_BYTES + 1)), BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Connection")).hasValue("close");
        other.leave();
    }

    @Test
    void a_large_payload_is_left_to_be_read_without_a_place() {
        client.sendAsync(post("open-case", "x".repeat(Entrance.AWAITED_BYTES + 1)), BodyHandlers.ofString());

        RoutingContext route = awaitOne();

        assertThat(Entrance.takeOver(route)).isNull();
        assertThat(admission.taken()).isZero();
    }

    @Test
    void a_client_that_never_sends_its_payload_holds_no_place() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.actualPort())) {
            slow.getOutputStream()
                    .write("POST /api/commands/open-case HTTP/1.1\r\nHost: docket\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));

            client.sendAsync(post("open-case", "{}"), BodyHandlers.ofString());

            assertThat(Entrance.takeOver(awaitOne())).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, Entrance.AWAITED_BYTES + 1})
    void a_client_that_does_not_send_its_payload_in_time_loses_its_connection(int bytes) throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.actualPort())) {
            slow.getOutputStream()
                    .write(("POST /api/commands/open-case HTTP/1.1\r\nHost: docket\r\nContent-Length: " + bytes
                                    + "\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(client.send(post("close-case", "{}"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_command_may_take_longer_than_its_payload() throws Exception {
        var answer = client.sendAsync(post("open-case", "{}"), BodyHandlers.ofString());
        RoutingContext route = awaitOne();

        vertx.setTimer(PAYLOAD_TIME.plusMillis(200).toMillis(), later -> route.end("done"));

        assertThat(answer.get().body()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, Entrance.AWAITED_BYTES + 1})
    void a_request_that_was_read_and_is_left_paused_keeps_its_connection(int bytes) throws Exception {
        var answer = client.sendAsync(post("open-case", "x".repeat(bytes)), BodyHandlers.ofString());
        RoutingContext route = awaitOne();
        route.request().resume();
        await().atMost(Duration.ofSeconds(10)).until(route.request()::isEnded);
        route.request().pause();

        vertx.setTimer(PAYLOAD_TIME.plusMillis(200).toMillis(), later -> route.end("done"));

        assertThat(answer.get().body()).isEqualTo("done");
    }

    @Test
    void an_answered_command_is_not_remembered() throws Exception {
        listen(Duration.ofHours(1));
        WeakReference<RoutingContext> answered = answerOne();
        answerOne();

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return answered.refersTo(null);
        });
    }

    private WeakReference<RoutingContext> answerOne() throws Exception {
        var answer = client.sendAsync(post("open-case", "{}"), BodyHandlers.ofString());
        RoutingContext route = awaitOne();
        route.request().pause();
        Entrance.takeOver(route).leave();
        route.end("done");
        answer.get();
        return new WeakReference<>(route);
    }

    @Test
    void a_command_that_is_refused_on_its_way_gives_its_place_back() throws Exception {
        HttpResponse<String> answer = client.send(post("close-case", "{}"), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(10)).until(() -> admission.taken() == 0);
    }

    @Test
    void a_client_that_goes_away_gives_its_place_back() throws Exception {
        try (Socket leaving = new Socket("127.0.0.1", server.actualPort())) {
            leaving.getOutputStream()
                    .write("POST /api/commands/open-case HTTP/1.1\r\nHost: docket\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));
            awaitOne();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> admission.taken() == 0);
    }

    @Test
    void many_commands_in_one_request_and_questions_need_no_place() throws Exception {
        Place other = admission.enter().orElseThrow();

        assertThat(client.send(post("", "{}"), BodyHandlers.ofString()).body()).isEqualTo("many");
        other.leave();
    }

    private RoutingContext awaitOne() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !behind.isEmpty());
        return behind.remove();
    }

    private HttpRequest post(String command, String payload) {
        String path = command.isEmpty() ? "" : "/" + command;
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/api/commands" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(payload))
                .build();
    }
}
