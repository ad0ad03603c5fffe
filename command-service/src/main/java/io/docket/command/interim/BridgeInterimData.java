package io.docket.command.interim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.submit.Bearer;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.json.Json;
import io.docket.kit.problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the workflow bridge, which keeps the data, in the name of the command's caller. */
public final class BridgeInterimData implements InterimData, AutoCloseable {
    /** Twice what the bridge takes, as numbers and signs may be written longer. */
    private static final int MAX_ANSWER_BYTES = 2 * 1_048_576;

    private static final String RESERVED = "interim-data-reserved";

    private final HttpClient http;
    private final URI url;
    private final Duration timeout;

    /**
     * Interim data behind a bridge.
     *
     * @param bridge address of the bridge
     * @param timeout how long it may take to answer
     */
    public BridgeInterimData(URI bridge, Duration timeout) {
        this.url = bridge.resolve("/api/interim/checks");
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Brought require(Use use, String id, InterimRef reference, String commandId) {
        Bearer bearer =
                Bearer.current().orElseThrow(() -> new Rejection(Refusal.unauthenticated("there is no token at hand")));
        HttpResponse<byte[]> answer = ask(bearer, new Check(use, id, reference, commandId));
        return switch (answer.statusCode()) {
            case 200 -> brought(answer.body());
            case 401 -> throw new Rejection(Refusal.unauthenticated("the token is not valid any more"));
            case 403 -> throw Rejection.forbidden("none of your roles may use interim data");
            case 404, 422 -> throw mismatch(use, answer.body());
            default -> throw notNow(answer.body());
        };
    }

    private HttpResponse<byte[]> ask(Bearer bearer, Check check) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Authorization", "Bearer " + bearer.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(check)))
                .build();
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        } catch (IOException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static Brought brought(byte[] answer) {
        try {
            JsonNode json = Json.tree(answer);
            if (json.has("data")) {
                JsonNode formKey = json.path("formKey");
                return new Brought(json.get("data"), formKey.isTextual() ? formKey.textValue() : null);
            }
        } catch (UncheckedIOException e) {
            throw unavailable();
        }
        throw unavailable();
    }

    private static Rejection mismatch(Use use, byte[] problem) {
        JsonNode json = read(problem);
        String detail = json.path("detail").asText("the interim data is not what the reference says");
        String slug = slug(json).orElse("interim-data-mismatch");
        return new Rejection(Refusal.unprocessable(
                slug, detail, List.of(new FieldError(use == Use.PUBLISH_MESSAGE ? "/payload" : "/form", detail))));
    }

    private static Rejection notNow(byte[] problem) {
        JsonNode json = read(problem);
        return slug(json).filter(RESERVED::equals).isPresent()
                ? new Rejection(Refusal.unavailable(
                        RESERVED, json.path("detail").asText("another command uses the interim data")))
                : unavailable();
    }

    /** The problem; missing where the words of the answer are lost: its meaning is not. */
    private static JsonNode read(byte[] problem) {
        try {
            return Json.tree(problem);
        } catch (UncheckedIOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> slug(JsonNode problem) {
        String type = problem.path("type").asText("");
        return type.isEmpty() ? Optional.empty() : Optional.of(type.substring(type.lastIndexOf('/') + 1));
    }

    private static Rejection unavailable() {
        return new Rejection(Refusal.unavailable("interim-data-unavailable", "interim data cannot be reached now"));
    }

    @Override
    public void close() {
        http.close();
    }

    private record Check(Use use, String id, InterimRef reference, String commandId) {}
}
