package io.docket.kit.http;

import io.docket.kit.problem.ProblemBody;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a request that announces a body over the limit with a problem document: the server's own refusal, for which there
 * would be no resource yet, has none. What comes of the body goes nowhere, so that a gateway that is still passing it on can pass the
 * answer back. A body that comes to its end keeps its connection; one that is too long even for that, or too slow, ends it
 * ({@link UnreadRequest}). A body of unannounced length is for the server to cut off, or for the resource that reads it.
 */
@ApplicationScoped
public class BodyLimit {
    /** After who may ask from elsewhere (CORS), before the server's own look at the length, which comes last. */
    private static final int PRIORITY = 50;

    private static final Ignored IGNORED = new Ignored(64 << 20, Duration.ofSeconds(5));

    /**
     * What of a refused body is read to nowhere.
     *
     * @param bytes how much at most
     * @param time how long at most
     */
    record Ignored(long bytes, Duration time) {}

    void register(
            @Observes Filters filters, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        long maxBytes = most.asLongValue();
        filters.register(context -> check(context, maxBytes, IGNORED), PRIORITY);
    }

    /** Passes the request on, or answers 413. */
    static void check(RoutingContext context, long maxBytes, Ignored most) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBytes) {
            context.next();
            return;
        }
        ignore(context, most);
        HttpProblem problem = Problems.tooLarge("A body has at most " + maxBytes + " bytes here");
        context.response()
                .setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .end(ProblemBody.of(problem, request.path()));
    }

    private static void ignore(RoutingContext context, Ignored most) {
        HttpServerRequest request = context.request();
        AtomicLong ignored = new AtomicLong();
        long timer = context.vertx().setTimer(most.time().toMillis(), over -> UnreadRequest.giveUp(request));
        request.handler(part -> {
            if (ignored.addAndGet(part.length()) > most.bytes()) {
                UnreadRequest.giveUp(request);
            }
        });
        request.end().onComplete(came -> context.vertx().cancelTimer(timer));
        request.resume();
    }
}
