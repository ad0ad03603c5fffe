package io.docket.projection.cases;

import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists cases, and shows one. */
@Path("/api/cases")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CasesResource {
    private static final Listing LISTING = new Listing(
            "cases",
            CaseProjector.VIEW,
            CaseFilter.PARAMETERS,
            CaseFilter::conditions,
            Sort.both(Map.of("openedAt", "openedAt", "updatedAt", "updatedAt", "number", "number")),
            "-openedAt",
            List.of(CaseProjector.COMMENTS));

    private final Views views;

    public CasesResource(Views views) {
        this.views = views;
    }

    /** The cases that satisfy every filter, without their comments; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists cases")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "id of the case type")
    @Parameter(name = "stage", in = ParameterIn.QUERY)
    @Parameter(name = "status", in = ParameterIn.QUERY, description = "open, closed or archived")
    @Parameter(name = "assignee", in = ParameterIn.QUERY, description = "me, none or a user")
    @Parameter(name = "queue", in = ParameterIn.QUERY)
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "beginnings of words of number and title")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "openedAt, updatedAt or number; - in front: descending")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(LISTING, uri);
    }

    /** The case, with its comments. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a case")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("case", CaseProjector.VIEW, "case", id, uri);
    }
}
