package io.docket.notification.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Addresses of the local stack, and tokens of its demo users. */
public final class Env {
    private Env() {}

    public static String kafka() {
        return System.getenv().getOrDefault("DOCKET_KAFKA", "127.0.0.1:19092");
    }

    public static String issuer() {
        return System.getenv().getOrDefault("DOCKET_OIDC_ISSUER", "http://127.0.0.1:8089/realms/docket");
    }

    /** An access token of the user. */
    public static String token(String user) throws IOException, InterruptedException {
        Path home = Path.of(System.getenv().getOrDefault("DOCKET_HOME", "../.docket"));
        String password = Files.readString(home.resolve("secrets/user-" + user)).trim();
        String form = "grant_type=password&client_id=docket-cli&username=" + user + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode answer = Json.tree(http.send(
                            HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body());
            return answer.path("access_token").asText();
        }
    }
}
