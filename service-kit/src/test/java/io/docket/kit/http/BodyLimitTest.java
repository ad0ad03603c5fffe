package io.docket.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyLimitTest {
    private static final int MAX_BYTES = 1_000;
    private static final BodyLimit.Ignored MOST = new BodyLimit.Ignored(4 << 20, Duration.ofSeconds(1));
    private static final int TIMEOUT_SECONDS = 20;

    /** Where Quarkus itself looks at the length. */
    private static final int UPLOAD_LIMIT = -2;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void start() throws Exception {
        Filters filters = new Filters();
        new BodyLimit().register(filters, new MemorySize(BigInteger.valueOf(MAX_BYTES)));
        Filter filter = filters.getFilters().getFirst();
        Router router = Router.router(vertx);
        router.route("/api/*").order(-filter.getPriority()).handler(filter.getHandler());
        router.route().order(-filter.getPriority()).handler(context -> BodyLimit.check(context, MAX_BYTES, MOST));
        router.route().order(UPLOAD_LIMIT).handler(context -> {
            if (context.request().headers().contains("x-quarkus-refuses")) {
                context.response().setStatusCode(413).end();
            } else {
                context.next();
            }
        });
        router.route().handler(context -> context.response().end("read"));
        port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void a_body_over_the_limit_is_refused_with_a_problem_before_it_comes_and_before_the_server_refuses_it()
            throws Exception {
        String answer = post("Connection: close\r\nContent-Length: 1001\r\nx-quarkus-refuses: yes", "");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        JsonNode problem =
                Json.tree(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(UTF_8));
        assertThat(problem.path("type").textValue()).isEqualTo("https://docket.io/problems/too-large");
        assertThat(problem.path("title").textValue()).isEqualTo("The body is too large");
        assertThat(problem.path("status").intValue()).isEqualTo(413);
        assertThat(problem.path("detail").textValue()).isEqualTo("A body has at most 1000 bytes here");
        assertThat(problem.path("instance").textValue()).isEqualTo("/api/history/verify");
    }

    @Test
    void a_body_up_to_the_limit_and_one_of_unannounced_length_pass() throws Exception {
        assertThat(post("Connection: close\r\nContent-Length: 1000", "x".repeat(MAX_BYTES)))
                .startsWith("HTTP/1.1 200 ");
        assertThat(post("Connection: close\r\nTransfer-Encoding: chunked", "0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoever_sends_all_of_a_refused_body_first_hears_the_answer_and_may_ask_again() throws Exception {
        String body = "x".repeat(1 << 20);

        String answers = exchange("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body + "POST /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 413 ").endsWith("read");
    }

    @Test
    void a_refused_body_that_never_comes_ends_with_its_connection() throws Exception {
        assertThat(exchange("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_refused_body_without_an_end_ends_with_its_connection() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000\r\n\r\n".getBytes(UTF_8));
            byte[] part = new byte[1 << 20];

            assertThatThrownBy(() -> {
                        for (long sent = 0; sent < 100 * MOST.bytes(); sent += part.length) {
                            socket.getOutputStream().write(part);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5 << 20})
    void over_http_2_a_refused_body_without_an_end_ends_alone(int sent) throws Exception {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        HttpClientRequest refused = await(client.request(HttpMethod.POST, port, "127.0.0.1", "/a"));
        refused.exceptionHandler(end::complete).putHeader("Content-Length", "9000000000");
        refused.write(Buffer.buffer(new byte[sent]));

        assertThat(await(refused.response()).statusCode()).isEqualTo(413);
        assertThat(end).succeedsWithin(Duration.ofSeconds(TIMEOUT_SECONDS));
        HttpClientRequest next = await(client.request(HttpMethod.GET, port, "127.0.0.1", "/b"));
        assertThat(next.connection()).isSameAs(refused.connection());
        assertThat(await(next.send()).statusCode()).isEqualTo(200);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** The whole answer, up to the end of the connection. */
    private String post(String headers, String body) throws Exception {
        return exchange("POST /api/history/verify HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n" + body);
    }

    private String exchange(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
