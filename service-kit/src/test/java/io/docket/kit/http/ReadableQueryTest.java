package io.docket.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.quarkus.vertx.http.runtime.filters.Filter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableQueryTest {
    private static final int TIMEOUT_SECONDS = 20;

    /** Where Quarkus asks who it is, which looks at the query. */
    private static final int AUTHENTICATION = -200;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void start() throws Exception {
        Filters filters = new Filters();
        new ReadableQuery().register(filters);
        Filter filter = filters.getFilters().getFirst();
        Router router = Router.router(vertx);
        router.route().order(-filter.getPriority()).handler(filter.getHandler());
        router.route().order(AUTHENTICATION).handler(context -> {
            context.queryParams();
            context.next();
        });
        router.route().handler(context -> context.response().end("asked"));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=100%", "%", "q=%zz", "q=a&%f=b"})
    void a_query_that_cannot_be_decoded_is_one_clear_error(String query) {
        String answer = get(query);

        assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("content-type: application/problem+json");
        assertThat(Json.tree(answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.tree("""
                        {"type": "https://docket.io/problems/invalid-request", "title": "The request is not valid", "status": 400,
                         "detail": "the query has an escape that cannot be decoded", "instance": "/api/cases",
                         "errors": [{"pointer": "", "detail": "the query has an escape that cannot be decoded"}]}
                        """.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void any_other_query_passes() {
        assertThat(get("q=100%25&name=%C3%A4&&x")).endsWith("asked");
    }

    private String get(String query) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            socket.getOutputStream()
                    .write(("GET /api/cases?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
