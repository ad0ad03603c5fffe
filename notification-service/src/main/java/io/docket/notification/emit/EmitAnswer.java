package io.docket.notification.emit;

import io.docket.kit.problem.Problems;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * What the command service answered.
 *
 * @param status HTTP status
 * @param headers the headers that callers care for
 * @param body the document
 */
record EmitAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final String PROBLEM = "application/problem+json";
    private static final int FIRST_REFUSAL = 400;

    /**
     * The same answer for the caller.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if it is a refusal without a problem document
     */
    Response toResponse() {
        if (status >= FIRST_REFUSAL && !headers.getOrDefault("Content-Type", "").startsWith(PROBLEM)) {
            throw Problems.of(
                            status,
                            "command-refused",
                            "The command was refused",
                            "The command service answered " + status + " without a reason.")
                    .build();
        }
        Response.ResponseBuilder response = Response.status(status).entity(body);
        headers.forEach(response::header);
        return response.build();
    }
}
