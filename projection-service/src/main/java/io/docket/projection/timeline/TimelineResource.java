package io.docket.projection.timeline;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.QueryParameters;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Shows what happened to a case, its tasks and its processes. */
@Path("/api/cases/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TimelineResource {
    private final ToldTimelines timelines;
    private final Access access;

    public TimelineResource(ToldTimelines timelines, Access access) {
        this.timelines = timelines;
        this.access = access;
    }

    /** The entries in the order of the log, each with the fields that it changed; {@code sort=-position} turns it round. */
    @GET
    @Operation(
            summary = "Shows what happened to a case",
            description =
                    "Each entry has the changes of its event, field by field: [{field, from, to}]. One whose event"
                            + " the view cannot take, or an operator left out of it, has none, and says why: unapplied.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, description = "position or -position")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    @APIResponse(responseCode = "200", description = "A page; it is shorter where the data of its events is large")
    @APIResponse(responseCode = "400", description = "A cursor of another timeline, or of a place that is not in it")
    @APIResponse(responseCode = "404", description = "There is no such case")
    @APIResponse(responseCode = "503", description = "Too many long timelines are read at once; see Retry-After")
    public Uni<Map<String, @Nullable Object>> show(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("timeline");
        TimelineQuery query = TimelineQuery.of(QueryParameters.ofPage(uri, Set.of()), id);
        return timelines.page(caller.tenant(), new Subject("case", id), query).map(query::answer);
    }
}
