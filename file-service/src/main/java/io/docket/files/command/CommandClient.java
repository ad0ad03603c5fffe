package io.docket.files.command;

import static java.util.stream.Collectors.toMap;

import io.docket.contracts.json.Json;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Sends commands to the command service. The key makes it safe to send the same one again. */
public final class CommandClient implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CommandClient.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CommandSettings settings;
    private final HttpClient http;

    public CommandClient(CommandSettings settings) {
        this.settings = settings;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /**
     * Sends one command and waits for the answer, whatever it is.
     *
     * @throws HttpProblem 503 if there is no answer: whether the command was done is unknown then
     */
    public CommandAnswer send(String type, String idempotencyKey, Object payload, Sender sender) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url().resolve("/api/commands/" + type))
                .timeout(settings.timeout())
                .header("Authorization", sender.authorization())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(Json.bytes(payload)));
        if (sender.traceparent() != null) {
            request.header("traceparent", sender.traceparent());
        }
        try {
            HttpResponse<byte[]> response = http.send(
                    request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.maxAnswerBytes()));
            return new CommandAnswer(response.statusCode(), kept(response.headers()), response.body());
        } catch (IOException e) {
            LOG.warnf("no answer command=%s key=%s error=%s", type, idempotencyKey, e);
            throw noAnswer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer();
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static HttpProblem noAnswer() {
        return Problems.unavailable("The command service does not answer.", RETRY_AFTER);
    }

    private static Map<String, String> kept(HttpHeaders headers) {
        return Stream.of(CommandAnswer.POSITION, "Content-Type", "Retry-After", "WWW-Authenticate")
                .filter(name -> headers.firstValue(name).isPresent())
                .collect(toMap(name -> name, name -> headers.firstValue(name).orElseThrow()));
    }
}
