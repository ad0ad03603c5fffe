package io.docket.system.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The public HTTP interface, called as one user. */
public record Api(String user) {
    /** A request with the user's token. */
    public RequestSpecification request() {
        return given().baseUri(Platform.gateway()).auth().oauth2(Tokens.of(user));
    }

    /** Sends a command; says nothing of the outcome. */
    public Response send(String type, Map<String, ?> payload) {
        return request().contentType("application/json").body(payload).post("/api/commands/" + type);
    }

    /** Sends a command that must be accepted, and answers with it. */
    public Response accepted(String type, Map<String, ?> payload) {
        Response response = send(type, payload);
        if (response.statusCode() >= 300) {
            throw new AssertionError(type + " -> " + response.statusCode() + " " + response.asString());
        }
        return response;
    }

    /** Reads a view that has reached the position of the command. */
    public Response after(Response command, String path) {
        return request()
                .header("Docket-After", command.header("Docket-Position"))
                .get(path);
    }
}
