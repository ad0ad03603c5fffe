package io.docket.workflow.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** The command service over HTTP, as the tenant's service account. */
public final class HttpCommands implements Commands, CommandAnswers {
    private static final Set<Integer> MAY_PASS = Set.of(401, 408, 425, 429);
    private static final int MAX_DETAIL = 500;

    private final HttpClient http;
    private final URI url;
    private final ServiceTokens tokens;
    private final Duration timeout;

    /**
     * Commands to a service.
     *
     * @param url address of the service
     * @param tokens tokens of the service accounts
     * @param timeout for one command
     */
    public HttpCommands(HttpClient http, URI url, ServiceTokens tokens, Duration timeout) {
        this.http = http;
        this.url = url;
        this.tokens = tokens;
        this.timeout = timeout;
    }

    @Override
    public void send(BridgeCommand command) {
        accepted(command);
    }

    @Override
    public ObjectNode call(BridgeCommand command) {
        try {
            return Json.tree(accepted(command).getBytes(UTF_8)) instanceof ObjectNode result
                    ? result
                    : Json.mapper().createObjectNode();
        } catch (UncheckedIOException e) {
            throw new Unavailable(command.type() + " got an unreadable answer", e);
        }
    }

    private String accepted(BridgeCommand command) {
        HttpResponse<String> answer = post(command);
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return answer.body();
        }
        String detail = command.type() + " answered " + status + " " + shortened(answer.body());
        if (status == 401) {
            tokens.forget(command.tenant());
        }
        if (status == 403) {
            throw new CommandForbidden(detail);
        }
        if (status / 100 == 4 && !MAY_PASS.contains(status)) {
            throw refusal(status, answer.body(), detail);
        }
        throw new Unavailable(detail, null);
    }

    private static CommandRefused refusal(int status, String body, String detail) {
        JsonNode problem;
        try {
            problem = Json.tree(body.getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            problem = Json.mapper().createObjectNode();
        }
        String type = problem.path("type").asText("");
        String slug = type.substring(type.lastIndexOf('/') + 1);
        String reason = problem.path("reason").asText(slug.isEmpty() ? "command-" + status : slug);
        return new CommandRefused(status, reason, problem.path("detail").asText(detail), detail);
    }

    private HttpResponse<String> post(BridgeCommand command) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/api/commands/" + command.type()))
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.of(command.tenant()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.idempotencyKey())
                .POST(BodyPublishers.ofByteArray(Json.bytes(command.payload())));
        if (command.cause() != null) {
            request.header("Docket-Cause", command.cause().text());
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unavailable("command service: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    private static String shortened(String body) {
        return body.length() <= MAX_DETAIL ? body : body.substring(0, MAX_DETAIL);
    }
}
