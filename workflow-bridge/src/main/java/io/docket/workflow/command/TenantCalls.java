package io.docket.workflow.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls of other services as a tenant's service account.
 *
 * @param http the client
 * @param tokens tokens of the service accounts
 * @param timeout for one call
 */
public record TenantCalls(HttpClient http, ServiceTokens tokens, Duration timeout) {
    private static final int NOT_FOUND = 404;

    /** Reads; an empty object where there is nothing. Unavailable if nobody can tell. */
    public JsonNode get(String tenant, URI address) {
        HttpResponse<byte[]> answer =
                send(tenant, HttpRequest.newBuilder(address).GET());
        if (answer.statusCode() == NOT_FOUND) {
            return Json.mapper().createObjectNode();
        }
        requireSuccess(answer);
        try {
            return Json.tree(answer.body());
        } catch (UncheckedIOException e) {
            throw new Unavailable("unreadable answer of " + address.getPath(), e);
        }
    }

    /** Returns once it is gone. Unavailable if it may still be there. */
    public void delete(String tenant, URI address) {
        requireSuccess(send(tenant, HttpRequest.newBuilder(address).DELETE()));
    }

    private static void requireSuccess(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new Unavailable(answer.request().uri().getPath() + " answered " + answer.statusCode(), null);
        }
    }

    private HttpResponse<byte[]> send(String tenant, HttpRequest.Builder request) {
        HttpRequest made = request.timeout(timeout)
                .header("Authorization", "Bearer " + tokens.of(tenant))
                .build();
        try {
            HttpResponse<byte[]> answer = WholeAnswers.send(http, made, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 401) {
                tokens.forget(tenant);
            }
            return answer;
        } catch (IOException e) {
            throw new Unavailable(made.uri().getPath() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }
}
