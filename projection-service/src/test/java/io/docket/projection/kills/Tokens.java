package io.docket.projection.kills;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the demo users, from the running identity provider. */
final class Tokens {
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    static String of(String user) {
        return TOKENS.computeIfAbsent(user, Tokens::fetch);
    }

    private static String fetch(String user) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", "docket-cli")
                .formParam("username", user)
                .formParam("password", password(user))
                .post(env("DOCKET_OIDC_ISSUER", "http://127.0.0.1:8089/realms/docket")
                        + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String password(String user) {
        try {
            return Files.readString(Path.of(env("DOCKET_HOME", "../.docket"), "secrets", "user-" + user))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
