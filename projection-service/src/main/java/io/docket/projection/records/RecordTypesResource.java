package io.docket.projection.records;

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

/** Lists record types, and shows one, in the latest version. */
@Path("/api/record-types")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RecordTypesResource {
    private final Views views;

    public RecordTypesResource(Views views) {
        this.views = views;
    }

    /** The record types, by id unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists record types")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "the whole name, whatever its case")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "id, name or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(RecordFilter.TYPES, uri);
    }

    /** The record type. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a record type")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("record-types", RecordTypeProjector.VIEW, "record type", id, uri);
    }
}
