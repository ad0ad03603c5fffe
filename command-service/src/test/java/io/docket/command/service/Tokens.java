package io.docket.command.service;

import static io.restassured.RestAssured.given;

import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the demo users, from the running identity provider. */
public final class Tokens {
    private static final String ISSUER = env("DOCKET_OIDC_ISSUER", "http://127.0.0.1:8089/realms/docket");
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    public static String env(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    public static String of(String user) {
        return TOKENS.computeIfAbsent(user, Tokens::fetch);
    }

    /** A new one, for whoever uses it longer than one is valid. */
    public static String renewed(String user) {
        return fetch(user);
    }

    /** A token whose content was changed after it was signed. */
    public static String altered(String user) {
        String[] parts = of(user).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String richer = claims.replace("\"tenant\":\"acme\"", "\"tenant\":\"globex\"");
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(richer.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    private static String fetch(String user) {
        byte[] answer = given().formParam("grant_type", "password")
                .formParam("client_id", "docket-cli")
                .formParam("username", user)
                .formParam("password", password(user))
                .post(ISSUER + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        return Json.tree(answer).get("access_token").textValue();
    }

    private static String password(String user) {
        try {
            return Files.readString(Path.of(env("DOCKET_HOME", "../.docket"), "secrets", "user-" + user))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
