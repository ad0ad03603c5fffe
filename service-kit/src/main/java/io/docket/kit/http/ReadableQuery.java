package io.docket.kit.http;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.ProblemBody;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Refuses a request whose query cannot be decoded, as with a {@code %} that escapes nothing, with a problem document: whoever looks at
 * the query next would refuse it without one.
 */
@ApplicationScoped
public class ReadableQuery {
    /** After who may ask from elsewhere (CORS), before who asks, which is looked for in the query, too. */
    private static final int PRIORITY = 250;

    void register(@Observes Filters filters) {
        filters.register(ReadableQuery::check, PRIORITY);
    }

    /** Passes the request on, or answers 400. */
    static void check(RoutingContext context) {
        if (isReadable(context)) {
            context.next();
            return;
        }
        String reason = "the query has an escape that cannot be decoded";
        HttpProblem problem = Problems.invalid(reason, List.of(new FieldError("", reason)));
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .end(ProblemBody.of(problem, context.request().path()));
    }

    private static boolean isReadable(RoutingContext context) {
        try {
            context.queryParams();
            return true;
        } catch (HttpException e) {
            return false;
        }
    }
}
