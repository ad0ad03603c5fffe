package io.docket.workflow.mail.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.command.WholeAnswers;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * Calls of other services as a tenant's service account.
 *
 * @param http the client
 * @param tokens tokens of the service accounts
 * @param tenant the tenant
 * @param timeout for one call
 */
public record ServiceCalls(HttpClient http, ServiceTokens tokens, String tenant, Duration timeout) {
    private static final Set<Integer> MAY_PASS = Set.of(401, 403, 408, 425, 429);
    private static final int NOT_FOUND = 404;
    private static final int MAX_DETAIL = 500;

    /** Reads; an empty object where there is nothing. */
    JsonNode get(URI address) {
        return json(send(request(address).GET(), true));
    }

    /** Reads what is always there; whoever does not find it is not the service, or not yet. */
    JsonNode getStanding(URI address) {
        return standing(request(address));
    }

    /** The same once the views hold what is at the position, which is waited for a while. */
    JsonNode getStanding(URI address, Position after) {
        return standing(request(address).header("Docket-After", after.toString()));
    }

    private JsonNode standing(HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = send(request.GET(), true);
        if (answer.statusCode() == NOT_FOUND) {
            throw new Unavailable(answer.uri().getPath() + " is not there", null);
        }
        return json(answer);
    }

    /** Posts, and reads the answer. */
    JsonNode post(URI address, BodyPublisher body) {
        return json(send(posting(address, body), false));
    }

    /** Posts under a key, and reads the answer: the same again changes nothing. */
    JsonNode post(URI address, String idempotencyKey, BodyPublisher body) {
        return json(send(posting(address, body).header("Idempotency-Key", idempotencyKey), false));
    }

    private HttpRequest.Builder posting(URI address, BodyPublisher body) {
        return request(address).header("Content-Type", "application/json").POST(body);
    }

    /** Sends a request that needs no token of ours. */
    void sendAsIs(HttpRequest.Builder request) {
        send(request, false);
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + tokens.of(tenant));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, boolean mayBeAbsent) {
        HttpRequest made = request.timeout(timeout).build();
        try {
            HttpResponse<byte[]> answer = WholeAnswers.send(http, made, BodyHandlers.ofByteArray());
            int status = answer.statusCode();
            if (status / 100 == 2 || (status == NOT_FOUND && mayBeAbsent)) {
                return answer;
            }
            String body = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
            String detail = made.uri().getPath() + " answered " + status + " "
                    + body.substring(0, Math.min(MAX_DETAIL, body.length()));
            if (status == 401) {
                tokens.forget(tenant);
            }
            if (status / 100 == 4 && !MAY_PASS.contains(status)) {
                throw new Refused("service-" + status, detail);
            }
            throw new Unavailable(detail, null);
        } catch (IOException e) {
            throw new Unavailable(made.uri().getHost() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return answer.statusCode() == NOT_FOUND || answer.body().length == 0
                ? Json.mapper().createObjectNode()
                : Json.tree(answer.body());
    }
}
