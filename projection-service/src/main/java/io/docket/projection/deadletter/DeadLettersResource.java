package io.docket.projection.deadletter;

import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.docket.projection.deadletter.Letter.Action;
import io.docket.projection.query.Access;
import io.docket.projection.query.Answers;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Sort;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows the parked roots of the caller's tenant, and takes what operators decide about them. Whoever owns the partition
 * does it a moment later: a letter that is gone has been done, one that stays says why.
 */
@Path("/api/admin/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class DeadLettersResource {
    private static final String REASON = "reason";
    private static final String VIEW = "view";
    private static final Sort ORDER = new Sort("parkedAt", "parkedAt");

    private final Letters letters;
    private final LetterDetails details;
    private final Access access;
    private final Clock clock;

    public DeadLettersResource(Letters letters, LetterDetails details, Access access, Clock clock) {
        this.letters = letters;
        this.details = details;
        this.access = access;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Lists parked roots, the longest parked first")
    @Parameter(name = VIEW, in = ParameterIn.QUERY, description = "the view that lacks their events")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, description = "of the caller's own only")
    @Parameter(name = "root", in = ParameterIn.QUERY, description = "id of the case or other root")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        Caller caller = access.require("dead-letters");
        QueryParameters parameters = new QueryParameters(uri, Set.of(VIEW, "tenant", "root", "limit", "after"));
        int limit = parameters.limit();
        @Nullable PageCursor after = parameters.after(ORDER).orElse(null);
        if (parameters
                .text("tenant")
                .filter(tenant -> !tenant.equals(caller.tenant()))
                .isPresent()) {
            return Uni.createFrom().item(Answers.page(List.of(), null));
        }
        Letters.Filter filter = new Letters.Filter(
                caller.tenant(),
                parameters.text(VIEW).orElse(null),
                parameters.text("root").orElse(null));
        return letters.page(filter, after, limit + 1).map(found -> {
            List<Letter> shown = found.size() > limit ? found.subList(0, limit) : found;
            return Answers.page(
                    shown.stream().map(LetterDetails::summary).toList(),
                    found.size() > limit ? cursor(shown.getLast()).text() : null);
        });
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a parked root: why, the event that the view cannot take, and what waits behind it")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("dead-letters");
        new QueryParameters(uri, Set.of());
        return find(caller, id)
                .chain(letter -> details.of(letter)
                        .map(shown -> Response.ok(shown)
                                .header(HttpHeaders.ETAG, etag(letter))
                                .build()));
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Tries the events of a parked root again, in order")
    public Uni<Response> retry(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.requireAction("admin:retry-dead-letters");
        new QueryParameters(uri, Set.of());
        return find(caller, id).chain(letter -> ask(caller, letter, Action.RETRY, null));
    }

    @POST
    @Path("retry")
    @Operation(summary = "Tries the events of all parked roots of a view again")
    @Parameter(name = VIEW, in = ParameterIn.QUERY, required = true)
    public Uni<Response> retryAll(@Context UriInfo uri) {
        Caller caller = access.requireAction("admin:retry-dead-letters");
        String view = new QueryParameters(uri, Set.of(VIEW))
                .text(VIEW)
                .orElseThrow(() -> QueryParameters.invalid(VIEW, "is required"));
        return letters.askAll(caller.tenant(), view, request(caller, Action.RETRY, 0, null))
                .map(count -> Response.accepted(Map.of("requested", count)).build());
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Leaves the event out of the view, by decision of an operator, then tries what waits behind it")
    @Parameter(name = REASON, in = ParameterIn.QUERY, required = true, description = "why; it is kept")
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, description = "ETag of the letter that was decided about")
    public Uni<Response> evict(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context UriInfo uri) {
        Caller caller = access.requireAction("admin:evict-dead-letters");
        String reason = new QueryParameters(uri, Set.of(REASON))
                .text(REASON)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> QueryParameters.invalid(REASON, "is required"));
        return find(caller, id).chain(letter -> {
            if (ifMatch != null && !ifMatch.equals(etag(letter))) {
                throw Problems.of(
                                412,
                                "stale-letter",
                                "The letter has moved on",
                                "The view lacks the event at " + letter.position() + " now")
                        .withHeader(HttpHeaders.ETAG, etag(letter))
                        .build();
            }
            return ask(caller, letter, Action.EVICT, reason);
        });
    }

    private Uni<Response> ask(Caller caller, Letter letter, Action action, @Nullable String reason) {
        String id = letter.key().id();
        return letters.ask(caller.tenant(), id, request(caller, action, letter.offset(), reason))
                .map(asked -> {
                    if (!asked) {
                        throw Problems.conflict(
                                "busy", "Something else is being done with the parked root " + id + "; look again");
                    }
                    return Response.accepted(LetterDetails.summary(letter))
                            .header(HttpHeaders.LOCATION, "/api/admin/dead-letters/" + id)
                            .build();
                });
    }

    private Uni<Letter> find(Caller caller, String id) {
        return letters.find(caller.tenant(), id)
                .map(found -> found.orElseThrow(() -> Problems.notFound("There is no parked root " + id)));
    }

    private Letter.Request request(Caller caller, Action action, long offset, @Nullable String reason) {
        return new Letter.Request(action, caller.user(), Instant.now(clock), offset, reason);
    }

    private static PageCursor cursor(Letter last) {
        return new PageCursor(ORDER.name(), last.parkedAt(), last.key().id());
    }

    private static String etag(Letter letter) {
        return "\"" + letter.position() + "\"";
    }
}
