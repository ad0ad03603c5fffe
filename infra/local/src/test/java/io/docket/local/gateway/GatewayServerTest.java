package io.docket.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayServerTest {
    private static final long LIMIT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> seenByService = new LinkedBlockingQueue<>();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private int gateway;

    @BeforeEach
    void start() throws Exception {
        HttpServer service = await(vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)))
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1"));
        String up = "http://127.0.0.1:" + service.actualPort();
        Routes routes = Routes.from(Map.of(
                "DOCKET_COMMAND_URL", up,
                "DOCKET_PROJECTION_URL", up,
                "DOCKET_NOTIFICATION_URL", up,
                "DOCKET_BRIDGE_URL", up,
                "DOCKET_FILES_URL", "http://127.0.0.1:1"));
        gateway = await(GatewayServer.listen(vertx, routes, 0)).actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private void serve(HttpServerRequest request) {
        switch (request.path()) {
            case "/hc" -> request.response().end("{\"status\":\"UP\"}");
            case "/api/commands" -> {
                request.response().setChunked(true);
                request.handler(chunk -> {
                    seenByService.add(chunk.toString());
                    request.response().write(Buffer.buffer("got " + chunk));
                });
                request.endHandler(end -> request.response().end());
            }
            case "/api/commands/slow" -> held.add(request);
            case "/api/commands/busy" -> request.response().setStatusCode(429).end();
            default -> request.response().end(String.valueOf(request.getHeader("X-Forwarded-Host")));
        }
    }

    @Test
    void a_request_and_its_answer_stream_at_the_same_time() throws Exception {
        HttpClient client = vertx.createHttpClient();
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        var request = await(client.request(HttpMethod.POST, gateway, "127.0.0.1", "/api/commands"));
        request.setChunked(true)
                .response()
                .onSuccess(answer -> answer.handler(chunk -> received.add(chunk.toString())));

        request.write("one");
        String first = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        request.end("two");

        assertThat(first).isEqualTo("got one");
        assertThat(received.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("got two");
        assertThat(seenByService).containsExactly("one", "two");
    }

    @Test
    void a_client_that_would_rather_speak_http_2_is_served_too() throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + gateway + "/api/commands");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofString("body"))
                    .build();

            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("got body");
        }
    }

    @Test
    void a_websocket_passes_through() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket socket = await(vertx.createWebSocketClient().connect(gateway, "127.0.0.1", "/ws"));
        socket.textMessageHandler(received::add);

        socket.writeTextMessage("hello");

        assertThat(received.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("echo hello");
    }

    @Test
    void a_service_that_does_not_answer_is_a_problem_with_a_time_to_retry() throws Exception {
        HttpResponse<String> answer = get("/api/files/1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void while_too_many_commands_are_under_way_more_are_told_to_come_back_and_questions_pass() throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1_000));
        BlockingQueue<HttpClientResponse> answers = new LinkedBlockingQueue<>();
        for (int i = 0; i < 500; i++) {
            client.request(HttpMethod.POST, gateway, "127.0.0.1", "/api/commands/slow")
                    .compose(request -> request.send("{}"))
                    .onSuccess(answers::add);
        }

        HttpClientResponse refused = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isNotNull();
        assertThat(refused.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(get("/api/commands/receipts/1").statusCode()).isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> held.size() + 1 + answers.size() == 500);
        held.forEach(request -> request.response().setStatusCode(200).end());
        Awaitility.await().atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(() -> answers.size() == 499);
        assertThat(post("/api/commands/any").statusCode()).isEqualTo(200);
    }

    @Test
    void a_refusal_of_the_service_reaches_the_client() throws Exception {
        assertThat(post("/api/commands/busy").statusCode()).isEqualTo(429);
    }

    @Test
    void an_unknown_path_is_a_problem() throws Exception {
        HttpResponse<String> answer = get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(answer.body()).getString("title")).isEqualTo("Not found");
    }

    /** The client of the JDK would not send it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/cases?q=100%", "/api/cases?%zz", "/api/cases/a|b", "/api/cases?q=a|b", "/api/cases?q={a}"})
    void what_is_no_address_is_a_problem_and_reaches_no_service(String target) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway)) {
            socket.setSoTimeout((int) Duration.ofSeconds(LIMIT_SECONDS).toMillis());
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("content-type: application/problem+json", "https://docket.io/problems/invalid-request");
        }
    }

    @Test
    void the_service_hears_under_which_name_it_was_asked() throws Exception {
        assertThat(get("/api/cases").body()).isEqualTo("127.0.0.1:" + gateway);
    }

    @Test
    void the_health_of_all_services_is_one_answer() throws Exception {
        HttpResponse<String> answer = get("/hc");

        JsonObject services = new JsonObject(answer.body()).getJsonObject("services");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(services.getJsonObject("command-service").getString("status"))
                .isEqualTo("UP");
        assertThat(services.getJsonObject("file-service").getString("status")).isEqualTo("DOWN");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(path, HttpRequest.newBuilder());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + gateway + path);
            return client.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
