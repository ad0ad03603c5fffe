package io.docket.system.support;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the demo users, fetched from the identity provider as a client would. */
public final class Tokens {
    private static final Duration REUSE_FOR = Duration.ofMinutes(3);
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A valid access token of the user. */
    public static String of(String user) {
        return TOKENS.compute(
                        user,
                        (name, known) -> known != null
                                        && known.fetchedAt()
                                                .isAfter(Instant.now().minus(REUSE_FOR))
                                ? known
                                : fetch(name))
                .value();
    }

    private static Token fetch(String user) {
        String token = given().formParam("grant_type", "password")
                .formParam("client_id", "docket-cli")
                .formParam("username", user)
                .formParam("password", Platform.password(user))
                .post(Platform.issuer() + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        return new Token(token, Instant.now());
    }

    private record Token(String value, Instant fetchedAt) {}
}
