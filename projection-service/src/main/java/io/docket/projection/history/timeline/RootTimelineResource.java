package io.docket.projection.history.timeline;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.id.EntityId;
import io.docket.kit.identity.Caller;
import io.docket.projection.history.search.SearchResource;
import io.docket.projection.query.Access;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.timeline.TimelineQuery;
import io.docket.projection.timeline.ToldTimelines;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Shows what happened to a root, which need not be a case, to those who may see the history. */
@Path("/api/history/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RootTimelineResource {
    private static final String SUBJECT = "subject";

    private final ToldTimelines timelines;
    private final Access access;

    public RootTimelineResource(ToldTimelines timelines, Access access) {
        this.timelines = timelines;
        this.access = access;
    }

    /** The entries in the order of the log, each with the fields that it changed; {@code sort=-position} turns it round. */
    @GET
    @Operation(
            summary = "Shows what happened to a case, or to a task, record, type or anything else without a case",
            description =
                    "Answers {items, next}, as the timeline of a case does: each entry has the changes of its event,"
                            + " field by field: [{field, from, to}], or says why it has none: unapplied.")
    @Parameter(
            name = SUBJECT,
            in = ParameterIn.QUERY,
            required = true,
            description = "<entity>/<id> of what belongs to no case, or case/<id>")
    @Parameter(name = "sort", in = ParameterIn.QUERY, description = "position or -position")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    @APIResponse(responseCode = "200", description = "A page; it is shorter where the data of its events is large")
    @APIResponse(
            responseCode = "400",
            description = "No subject, one that belongs to a case, or a cursor of another timeline")
    @APIResponse(responseCode = "404", description = "There is no such subject")
    @APIResponse(responseCode = "503", description = "Too many long timelines are read at once; see Retry-After")
    public Uni<Map<String, @Nullable Object>> show(@Context UriInfo uri) {
        return show(uri.getQueryParameters());
    }

    Uni<Map<String, @Nullable Object>> show(Map<String, List<String>> given) {
        Caller caller = access.require(SearchResource.ACTION);
        QueryParameters parameters = QueryParameters.ofPage(given, Set.of(SUBJECT));
        Subject root = root(parameters.text(SUBJECT).orElse(""));
        TimelineQuery query = TimelineQuery.of(parameters, root.toString());
        return timelines.page(caller.tenant(), root, query).map(query::answer);
    }

    /** The root that the parameter names. What belongs to a case has no timeline of its own. */
    private static Subject root(String text) {
        Subject subject;
        try {
            subject = Subject.parse(text);
        } catch (IllegalArgumentException e) {
            throw QueryParameters.invalid(SUBJECT, "is not <entity>/<id>");
        }
        String root = EntityId.rootOf(subject.id());
        if (!root.equals(subject.id())) {
            throw QueryParameters.invalid(SUBJECT, "belongs to a case, and is in its timeline: case/" + root);
        }
        return subject;
    }
}
