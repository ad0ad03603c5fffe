package io.docket.projection.casetypes;

import io.docket.projection.query.ListParameters;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists case types and their versions, and shows one. */
@Path("/api/case-types")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CaseTypesResource {
    private final Views views;

    public CaseTypesResource(Views views) {
        this.views = views;
    }

    /** The case types, each in its latest version, by id unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists case types")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "the whole name, whatever its case")
    @Parameter(name = "process", in = ParameterIn.QUERY, description = "process that starts with each case, or none")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "id, name or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(CaseTypeFilter.TYPES, uri);
    }

    /** The case type, in its latest version. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a case type")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("case-types", CaseTypeProjector.VIEW, "case type", id, uri);
    }

    /** Every version of the case type, the latest first unless {@code sort} says otherwise. */
    @GET
    @Path("{id}/versions")
    @Operation(summary = "Lists the versions of a case type")
    @Parameter(name = "sort", in = ParameterIn.QUERY, description = "version; - in front: descending")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> versions(@PathParam("id") String id, @Context UriInfo uri) {
        return views.list(CaseTypeFilter.VERSIONS, uri, CaseTypeFilter.of(id));
    }

    /** A version of the case type. */
    @GET
    @Path("{id}/versions/{version}")
    @Operation(summary = "Shows a version of a case type")
    public Uni<Response> version(
            @PathParam("id") String id, @PathParam("version") String version, @Context UriInfo uri) {
        return views.show("case-types", CaseTypeVersionProjector.VIEW, "case type version", id + '/' + version, uri);
    }
}
