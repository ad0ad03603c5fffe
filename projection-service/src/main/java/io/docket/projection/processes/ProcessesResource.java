package io.docket.projection.processes;

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

/** Lists process instances, and shows one. */
@Path("/api/processes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ProcessesResource {
    private final Views views;

    public ProcessesResource(Views views) {
        this.views = views;
    }

    /** The process instances that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists process instances")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case, or none")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "active, completed or terminated")
    @Parameter(name = "process", in = ParameterIn.QUERY, description = "id of the process in BPMN")
    @Parameter(name = "processVersion", in = ParameterIn.QUERY, description = "the engine's version of the process")
    @Parameter(name = "requestedBy", in = ParameterIn.QUERY, description = "me or a user")
    @Parameter(name = "requestedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "requestedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "startedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "startedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "endedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "endedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "requestedAt, updatedAt, startedAt, endedAt, process, case or state; - in front: descending. "
                    + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(ProcessFilter.LISTING, uri);
    }

    /** The process instance. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a process instance")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("processes", ProcessProjector.VIEW, "process instance", id, uri);
    }
}
