package io.docket.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shared settings let a request line through that the documentation promises. */
class RequestLineTest {
    private static final Path SETTINGS = Path.of("src/main/resources/META-INF/microprofile-config.properties");
    private static final int TIMEOUT_SECONDS = 20;

    @Test
    void a_filter_of_a_hundred_subjects_is_read() throws Exception {
        String query = Stream.generate(() -> "subject=case/" + UUID.randomUUID())
                .limit(100)
                .collect(Collectors.joining("&"));

        assertThat(status("/api/events?" + query)).isEqualTo(200);
    }

    @Test
    void a_line_over_16_KiB_is_refused() throws Exception {
        assertThat(status("/api/events?subject=" + "x".repeat(16 << 10))).isEqualTo(414);
    }

    private static int status(String target) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = vertx.createHttpServer(options())
                    .requestHandler(request -> request.response().end())
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return vertx.createHttpClient()
                    .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", target)
                    .compose(request -> request.send())
                    .map(HttpClientResponse::statusCode)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } finally {
            vertx.close();
        }
    }

    /** What Quarkus makes of the settings; without one it is the default of the server. */
    private static HttpServerOptions options() throws Exception {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(SETTINGS)) {
            settings.load(in);
        }
        String length = settings.getProperty("quarkus.http.limits.max-initial-line-length");
        return length == null
                ? new HttpServerOptions()
                : new HttpServerOptions().setMaxInitialLineLength(Integer.parseInt(length));
    }
}
