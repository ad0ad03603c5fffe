package io.docket.notification.emit;

import static java.util.stream.Collectors.toMap;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The command {@code emit-event} of the command service. What may be emitted by whom is decided there alone. */
@Singleton
public class EmitCommand {
    private static final Logger LOG = Logger.getLogger(EmitCommand.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final List<String> KEPT = List.of(
            "Content-Type",
            "Docket-Position",
            "Docket-Replayed",
            "ETag",
            "Location",
            "Retry-After",
            "WWW-Authenticate");

    private final URI url;
    private final EmitConfig config;
    private final HttpClient http;

    EmitCommand(EmitConfig config) {
        this.url = config.commandUrl().resolve("/api/commands/emit-event");
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    /**
     * Sends the command and waits for the answer, whatever it is.
     *
     * @throws HttpProblem 400 if the key is no text for a header; 503 if there is no whole answer in time: whether the
     *     event was emitted is unknown then
     */
    EmitAnswer send(Emission emission) {
        if (!isPlain(emission.idempotencyKey())) {
            throw Problems.invalid(
                    "The Idempotency-Key is not valid",
                    List.of(new FieldError("/Idempotency-Key", "must be printable ASCII characters")));
        }
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                request(emission), BodyHandlers.limiting(BodyHandlers.ofByteArray(), config.maxAnswerBytes()));
        try {
            HttpResponse<byte[]> response = exchange.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new EmitAnswer(response.statusCode(), kept(response.headers()), response.body());
        } catch (ExecutionException e) {
            throw noAnswer(e.getCause());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw noAnswer(e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw noAnswer(e);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private HttpRequest request(Emission emission) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Authorization", emission.authorization())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(emission.payload()));
        pass("Idempotency-Key", emission.idempotencyKey(), request);
        pass("Prefer", emission.prefer(), request);
        pass("traceparent", emission.traceparent(), request);
        return request.build();
    }

    private static void pass(String name, @Nullable String value, HttpRequest.Builder request) {
        if (value != null && isPlain(value)) {
            request.header(name, value);
        }
    }

    /** True if the value stays what it is in a header: the client writes anything else as question marks. */
    private static boolean isPlain(@Nullable String value) {
        return value == null || value.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    private static HttpProblem noAnswer(@Nullable Throwable cause) {
        LOG.warnf("emit=command outcome=no-answer error=%s", cause);
        return Problems.unavailable("The command service does not answer.", RETRY_AFTER);
    }

    private static Map<String, String> kept(HttpHeaders headers) {
        return KEPT.stream()
                .filter(name -> headers.firstValue(name).isPresent())
                .collect(toMap(name -> name, name -> headers.firstValue(name).orElseThrow()));
    }
}
