package io.docket.system.support;

import static io.restassured.RestAssured.given;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens that end after ten seconds: of a client that differs from {@code docket-cli} in that alone. */
public final class ShortLivedTokens {
    private static final String CLIENT = "docket-cli-short-lived";
    private static final String LIFESPAN_SECONDS = "10";

    private ShortLivedTokens() {}

    /** A token of the user that has just been issued. */
    public static String of(String user) {
        String keycloak = Platform.issuer().replace("/realms/docket", "");
        String admin = token(keycloak + "/realms/master", "admin-cli", "admin", Platform.secret("keycloak-admin"));
        String clients = keycloak + "/admin/realms/docket/clients";
        List<Map<String, Object>> found = given().auth()
                .oauth2(admin)
                .get(clients + "?clientId=docket-cli")
                .path("$");
        Map<String, Object> client = new HashMap<>(found.getFirst());
        client.remove("id");
        client.put("clientId", CLIENT);
        client.put("attributes", Map.of("access.token.lifespan", LIFESPAN_SECONDS));
        given().auth()
                .oauth2(admin)
                .contentType("application/json")
                .body(client)
                .post(clients);
        return token(Platform.issuer(), CLIENT, user, Platform.password(user));
    }

    private static String token(String realm, String client, String user, String password) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", user)
                .formParam("password", password)
                .post(realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
