package io.docket.kit.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.buffer.Buffer;

/** Problem documents of RFC 9457 for requests that are answered before any resource sees them. */
public final class ProblemBody {
    /** Media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemBody() {}

    /** @param instance path of the request */
    public static Buffer of(int status, String slug, String title, String detail, String instance) {
        return of(Problems.of(status, slug, title, detail).build(), instance);
    }

    /** @param instance path of the request */
    public static Buffer of(HttpProblem problem, String instance) {
        ObjectNode document = Json.mapper()
                .createObjectNode()
                .put("type", String.valueOf(problem.getType()))
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail())
                .put("instance", instance);
        problem.getParameters()
                .forEach((name, value) -> document.set(name, Json.mapper().valueToTree(value)));
        return Buffer.buffer(Json.bytes(document));
    }
}
