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

/** The command service over HTTP, as the tenant's service account. */
public final class HttpCommands implements Commands, CommandAnswers {
    private static final int UNAUTHORIZED = 401;

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
        if (status == UNAUTHORIZED) {
            tokens.forget(command.tenant());
        }
        throw CommandFaults.of(command.type(), status, problem(answer.body()), answer.body());
    }

    private static JsonNode problem(String body) {
        try {
            return Json.tree(body.getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            return Json.mapper().createObjectNode();
        }
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
            return WholeAnswers.send(http, request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unavailable("command service: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }
}
