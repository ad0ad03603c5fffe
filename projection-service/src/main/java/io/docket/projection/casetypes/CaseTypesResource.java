package io.docket.projection.casetypes;

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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lists case types, and shows one, in the latest version. */
@Path("/api/case-types")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CaseTypesResource {
    private static final Listing LISTING = new Listing(
            "case-types",
            CaseTypeProjector.VIEW,
            Set.of(),
            (parameters, caller) -> List.of(),
            Sort.both(Map.of("id", "id")),
            "id",
            List.of());

    private final Views views;

    public CaseTypesResource(Views views) {
        this.views = views;
    }

    /** The case types, by id. */
    @GET
    @Operation(summary = "Lists case types")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(LISTING, uri);
    }

    /** The case type. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a case type")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("case-types", CaseTypeProjector.VIEW, "case type", id, uri);
    }
}
