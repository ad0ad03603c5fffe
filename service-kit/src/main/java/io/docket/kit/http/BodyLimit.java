package io.docket.kit.http;

import io.docket.kit.problem.ProblemBody;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a request that announces a body over the limit with a problem document: the server's own refusal, for which there
 * would be no resource yet, has none. A body of unannounced length is for the server to cut off, or for the resource that reads it.
 */
@ApplicationScoped
public class BodyLimit {
    /** After who may ask from elsewhere (CORS), before the server's own look at the length, which comes last. */
    private static final int PRIORITY = 50;

    void register(
            @Observes Filters filters, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        long maxBytes = most.asLongValue();
        filters.register(context -> check(context, maxBytes), PRIORITY);
    }

    /** Passes the request on, or answers 413 and closes the connection, on which the body would come. */
    static void check(RoutingContext context, long maxBytes) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBytes) {
            context.next();
            return;
        }
        HttpProblem problem = Problems.tooLarge("A body has at most " + maxBytes + " bytes here");
        HttpServerResponse response = context.response();
        response.endHandler(ended -> request.connection().close());
        response.setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(ProblemBody.of(problem, request.path()));
    }
}
