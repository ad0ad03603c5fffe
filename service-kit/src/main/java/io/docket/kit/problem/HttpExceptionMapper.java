package io.docket.kit.problem;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Answers what the server finds wrong with a request while a resource looks at it: the problem of its status. */
@Provider
public class HttpExceptionMapper extends ExceptionMapperBase<HttpException> {
    private static final int INVALID = 400;
    private static final int TOO_LARGE = 413;

    @Override
    protected HttpProblem toProblem(HttpException refused) {
        String reason = refused.getPayload() == null ? "it is malformed" : refused.getPayload();
        return switch (refused.getStatusCode()) {
            case INVALID ->
                Problems.invalid("The request cannot be read: " + reason, List.of(new FieldError("", reason)));
            case TOO_LARGE -> Problems.tooLarge("The request is too large");
            default -> plain(refused.getStatusCode());
        };
    }

    private static HttpProblem plain(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? HttpProblem.builder().withStatus(status).build() : HttpProblem.valueOf(known);
    }
}
