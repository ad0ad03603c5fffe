package io.docket.files.command;

import io.docket.kit.problem.Problems;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Passes the problem of the command service on to the caller. */
@Provider
public class RefusalPassedOn implements ExceptionMapper<CommandRefused> {
    private static final String PROBLEM = "application/problem+json";

    @Override
    public Response toResponse(CommandRefused refused) {
        CommandAnswer answer = refused.answer();
        String contentType = answer.headers().getOrDefault("Content-Type", "");
        if (!contentType.startsWith(PROBLEM)) {
            return Problems.of(
                            answer.status(),
                            "command-refused",
                            "The command was refused",
                            "The command service answered " + answer.status() + " without a reason.")
                    .build()
                    .toResponse();
        }
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
