package io.docket.cli.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.TokenSource;
import io.docket.cli.failure.UserError;
import io.docket.cli.settings.Settings;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The access token of one user, fetched by the password grant and renewed before it expires. Thread-safe. */
public final class AccessTokens implements TokenSource {
    private static final String CLIENT = "docket-cli";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration RENEW_BEFORE_EXPIRY = Duration.ofSeconds(60);

    /** Keycloak refuses a login while another one of the same user is under way, in the words of a wrong password. */
    private static final int ATTEMPTS = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(400);

    private final HttpClient http;
    private final URI endpoint;
    private final String user;
    private final String password;
    private final Clock clock;
    private @Nullable String token;
    private Instant renewAt = Instant.EPOCH;

    public AccessTokens(HttpClient http, Settings settings, String user, Clock clock) {
        this.http = http;
        this.endpoint = URI.create(settings.issuer() + "/protocol/openid-connect/token");
        this.user = user;
        this.password = settings.password(user);
        this.clock = clock;
    }

    /** A token that is valid for a while. Throws {@link IOException} if the issuer can't be reached. */
    @Override
    public synchronized String current() throws IOException, InterruptedException {
        String held = token;
        if (held != null && clock.instant().isBefore(renewAt)) {
            return held;
        }
        JsonNode grant = grant();
        String fresh = grant.path("access_token").asText();
        Duration lifetime = Duration.ofSeconds(grant.path("expires_in").asLong(60));
        Duration margin = lifetime.compareTo(RENEW_BEFORE_EXPIRY.multipliedBy(2)) > 0
                ? RENEW_BEFORE_EXPIRY
                : lifetime.dividedBy(2);
        renewAt = clock.instant().plus(lifetime).minus(margin);
        token = fresh;
        return fresh;
    }

    /** Forgets a token that was refused, so that the next call fetches another. */
    @Override
    public synchronized void refused(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private JsonNode grant() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = http.send(request(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 500) {
                throw new IOException(endpoint + " answered " + response.statusCode());
            }
            JsonNode body = readBody(response.body());
            if (response.statusCode() == 200 && body.path("access_token").isTextual()) {
                return body;
            }
            boolean refused = body.path("error").asText().equals("invalid_grant");
            if (!refused || attempt == ATTEMPTS) {
                throw new UserError("no token for the user " + user + ": " + endpoint + " answered "
                        + response.statusCode() + " "
                        + body.path("error_description")
                                .asText(body.path("error").asText()));
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                        "grant_type", "password",
                        "client_id", CLIENT,
                        "username", user,
                        "password", password,
                        "scope", "openid"))))
                .build();
    }

    private JsonNode readBody(byte[] body) throws IOException {
        try {
            return Json.tree(body);
        } catch (UncheckedIOException e) {
            throw new IOException(endpoint + " did not answer JSON", e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
