package io.docket.command.http;

import io.docket.contracts.json.Json;
import io.docket.kit.problem.Problems;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problem documents of RFC 9457 for requests that are answered before any resource sees them. */
public final class ProblemBody {
    /** Media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemBody() {}

    /** @param instance path of the request */
    public static Buffer of(int status, String slug, String title, String detail, String instance) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", Problems.TYPE_PREFIX + slug);
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", instance);
        return Buffer.buffer(Json.bytes(problem));
    }
}
