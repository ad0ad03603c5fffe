package io.docket.workflow.command;

import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** The command service over HTTP, as the tenant's service account. */
public final class HttpCommands implements Commands {
    private static final Set<Integer> MAY_PASS = Set.of(401, 403, 408, 425, 429);
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
        HttpResponse<String> answer = post(command);
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String detail = command.type() + " answered " + status + " " + shortened(answer.body());
        if (status == 401) {
            tokens.forget(command.tenant());
        }
        if (status / 100 == 4 && !MAY_PASS.contains(status)) {
            throw new Refused("command-" + status, detail);
        }
        throw new Unavailable(detail, null);
    }

    private HttpResponse<String> post(BridgeCommand command) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/commands/" + command.type()))
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.of(command.tenant()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.idempotencyKey())
                .POST(BodyPublishers.ofByteArray(Json.bytes(command.payload())))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
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
