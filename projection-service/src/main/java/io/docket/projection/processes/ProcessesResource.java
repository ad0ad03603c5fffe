package io.docket.projection.processes;

import io.docket.projection.query.Condition;
import io.docket.projection.query.Listing;
import io.docket.projection.query.QueryParameters;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists process instances, and shows one. */
@Path("/api/processes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ProcessesResource {
    private static final Set<String> STATES = Set.of("active", "completed", "terminated");
    private static final Listing LISTING = new Listing(
            "processes",
            ProcessProjector.VIEW,
            Set.of("case", "state"),
            (parameters, caller) -> conditions(parameters),
            Sort.both(Map.of("requestedAt", "requestedAt")),
            "-requestedAt",
            List.of());

    private final Views views;

    public ProcessesResource(Views views) {
        this.views = views;
    }

    /** The process instances that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists process instances")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "active, completed or terminated")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(LISTING, uri);
    }

    /** The process instance. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a process instance")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("processes", ProcessProjector.VIEW, "process instance", id, uri);
    }

    private static List<Condition> conditions(QueryParameters parameters) {
        List<Condition> conditions = new ArrayList<>();
        parameters.text("case").ifPresent(id -> conditions.add(new Condition.Is("caseId", id)));
        parameters.oneOf("state", STATES).ifPresent(state -> conditions.add(new Condition.Is("state", state)));
        return conditions;
    }
}
