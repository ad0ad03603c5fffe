package io.docket.workflow.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of the bridge's service accounts, one account a tenant, by the client credentials grant. Each is kept
 * until shortly before it expires.
 */
public final class ServiceTokens {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration EARLY = Duration.ofSeconds(15);
    private static final long SHORTEST_LIFE_SECONDS = 1;

    /** How long a refusal is taken for the issuer's answer: a tenant without an account is asked about once in this time. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(5);

    private static final int OK = 200;
    private static final Set<Integer> REFUSALS = Set.of(400, 401);

    /** What OAuth says of a client that is not there, or has no such grant; other faults are not those of one client. */
    private static final Set<String> OF_CLIENT = Set.of("invalid_client", "unauthorized_client");

    private final HttpClient http;
    private final URI issuer;
    private final String clientPrefix;
    private final String secret;
    private final InstantSource clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private volatile @Nullable URI endpoint;

    /**
     * Tokens of an issuer.
     *
     * @param issuer the issuer, which names its token endpoint in its discovery document
     * @param clientPrefix what the client ids begin with; the tenant follows
     * @param secret the clients' secret
     */
    public ServiceTokens(HttpClient http, URI issuer, String clientPrefix, String secret, InstantSource clock) {
        this.http = http;
        this.issuer = issuer;
        this.clientPrefix = clientPrefix;
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * A token that is good for now.
     *
     * @throws NoAccount if the issuer says that it knows no such client, or that it may have none
     * @throws Unavailable if the issuer does not give one for another reason
     */
    public String of(String tenant) {
        Token token = tokens.get(tenant);
        if (token == null || !clock.instant().isBefore(token.renewAt())) {
            requireNotRefused(tenant);
            token = fetch(tenant);
            tokens.put(tenant, token);
        }
        return token.value();
    }

    private void requireNotRefused(String tenant) {
        Refusal refusal = refusals.get(tenant);
        if (refusal != null && clock.instant().isBefore(refusal.until())) {
            throw refusal.fault();
        }
        refusals.remove(tenant);
    }

    /** The tenant's token was not accepted: the next one is fetched. */
    public void forget(String tenant) {
        tokens.remove(tenant);
    }

    private Token fetch(String tenant) {
        String form = "grant_type=client_credentials&client_id=" + encoded(clientPrefix + tenant) + "&client_secret="
                + encoded(secret);
        HttpResponse<byte[]> response = ask(HttpRequest.newBuilder(tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        String refusal = refusal(response);
        if (!refusal.isEmpty()) {
            NoAccount fault = NoAccount.of(tenant, response.statusCode() + " " + refusal);
            refusals.put(tenant, new Refusal(fault, clock.instant().plus(REFUSED_FOR)));
            throw fault;
        }
        JsonNode answer = given(response);
        long life = Math.max(answer.path("expires_in").asLong() - EARLY.toSeconds(), SHORTEST_LIFE_SECONDS);
        return new Token(required(answer, "access_token"), clock.instant().plusSeconds(life));
    }

    /** What the issuer has against the client; empty where it has nothing, or does not say so. */
    private static String refusal(HttpResponse<byte[]> answer) {
        if (!REFUSALS.contains(answer.statusCode())) {
            return "";
        }
        try {
            String error = Json.tree(answer.body()).path("error").asText();
            return OF_CLIENT.contains(error) ? error : "";
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    private URI tokenEndpoint() {
        URI known = endpoint;
        if (known == null) {
            URI discovery = URI.create(issuer + "/.well-known/openid-configuration");
            JsonNode document = given(ask(HttpRequest.newBuilder(discovery).GET()));
            known = URI.create(required(document, "token_endpoint"));
            endpoint = known;
        }
        return known;
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request) {
        try {
            return WholeAnswers.send(http, request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new Unavailable("token issuer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    private static JsonNode given(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new Unavailable("token issuer answered " + answer.statusCode(), null);
        }
        try {
            return Json.tree(answer.body());
        } catch (UncheckedIOException e) {
            throw new Unavailable("token issuer: " + e, e);
        }
    }

    private static String required(JsonNode answer, String field) {
        String value = answer.path(field).asText("");
        if (value.isEmpty()) {
            throw new Unavailable("token issuer's answer has no " + field, null);
        }
        return value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private record Token(String value, Instant renewAt) {}

    private record Refusal(NoAccount fault, Instant until) {}
}
