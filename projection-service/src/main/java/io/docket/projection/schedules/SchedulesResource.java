package io.docket.projection.schedules;

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

/** Lists the commands that are sent later, and shows one. */
@Path("/api/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class SchedulesResource {
    private final Views views;

    public SchedulesResource(Views views) {
        this.views = views;
    }

    /** The schedules, what is due first first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists the commands that are sent later")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case, or none")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "active, ended or cancelled")
    @Parameter(name = "command", in = ParameterIn.QUERY, description = "type of the command")
    @Parameter(name = "owner", in = ParameterIn.QUERY, description = "who planned it, or me")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "due, createdAt or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(ScheduleFilter.LISTING, uri);
    }

    /** The schedule. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a command that is sent later, with its next occurrence")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("schedules", ScheduleProjector.VIEW, "schedule", id, uri);
    }
}
