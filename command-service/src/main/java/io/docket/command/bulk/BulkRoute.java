package io.docket.command.bulk;

import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.http.Bearers;
import io.docket.command.payload.SizeLimits;
import io.docket.command.service.Background;
import io.docket.command.service.CommandConfig;
import io.docket.command.service.MeteredCommands;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.kit.problem.ProblemBody;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * {@code POST /api/commands}: many commands, streamed in and out. Those about the same root are carried out in the order of the
 * request, unless the client says {@code ?ordered=false}.
 */
@Singleton
public class BulkRoute {
    private static final Logger LOG = Logger.getLogger(BulkRoute.class);
    private static final String PATH = "/api/commands";
    private static final String UNORDERED = "ordered=false";

    /** All that may follow the question mark. */
    static final Set<String> QUERIES = Set.of("", "ordered=true", UNORDERED);

    private final CallerProducer callers;
    private final IdentityProviderManager identities;
    private final BulkHandler handler;

    BulkRoute(
            CallerProducer callers,
            IdentityProviderManager identities,
            MeteredCommands commands,
            CommandTypes types,
            SizeLimits sizes,
            Background background,
            CommandConfig config) {
        this.callers = callers;
        this.identities = identities;
        CommandConfig.Bulk bulk = config.bulk();
        this.handler = new BulkHandler(
                commands,
                type -> types.find(type).map(CommandType::definition).orElse(false),
                sizes,
                new BulkLimits(bulk.inFlight(), bulk.bytesInFlight(), bulk.patience()),
                bulk.requests(),
                background);
    }

    void register(@Observes Router router) {
        router.post(PATH).order(-1).handler(this::handle);
    }

    private void handle(RoutingContext route) {
        HttpServerRequest request = route.request();
        request.pause();
        BulkMediaType.of(request.getHeader(HttpHeaders.CONTENT_TYPE))
                .ifPresentOrElse(
                        type -> QuarkusHttpUser.getSecurityIdentity(route, identities)
                                .subscribe()
                                .with(identity -> serve(route, type, identity), failure -> deny(route, failure)),
                        () -> problem(
                                route,
                                415,
                                "unsupported-media-type",
                                "Not a form of many commands",
                                "send application/x-ndjson, a JSON array or a CloudEvents batch"));
    }

    private void serve(RoutingContext route, BulkMediaType type, SecurityIdentity identity) {
        Caller caller;
        try {
            caller = callers.caller(identity);
        } catch (RuntimeException e) {
            deny(route, e);
            return;
        }
        if (!AccessTable.permits(caller, "command:*bulk")) {
            problem(route, 403, "forbidden", "Not allowed", "none of your roles may send many commands at once");
            return;
        }
        String query = Objects.requireNonNullElse(route.request().query(), "");
        if (!QUERIES.contains(query)) {
            problem(
                    route,
                    400,
                    "invalid-request",
                    "The request is not valid",
                    "the only parameter is ordered: true or false");
            return;
        }
        if (!handler.serve(route.request(), type, !query.equals(UNORDERED), caller, Bearers.of(identity))) {
            route.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            problem(route, 429, "too-many-requests", "Too many requests at once", "other bulk requests are under way");
        }
    }

    private static void deny(RoutingContext route, Throwable failure) {
        if (route.response().headWritten()) {
            return;
        }
        LOG.debugf("bulk request without a valid token: %s", failure.getMessage());
        route.response().putHeader("WWW-Authenticate", "Bearer");
        problem(route, 401, "unauthorized", "Not authenticated", "a valid bearer token is required");
    }

    static void problem(RoutingContext route, int status, String slug, String title, String detail) {
        HttpServerResponse response =
                route.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        // over HTTP/2 an answer with this header is malformed, and the client never sees it
        if (route.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(ProblemBody.of(status, slug, title, detail, PATH));
        route.request().resume();
    }
}
