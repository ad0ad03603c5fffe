package io.docket.projection.tasks;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists tasks, shows one, and counts open work. */
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TasksResource {
    private static final Map<String, Sort> SORTS =
            Sort.both(Map.of("createdAt", "createdAt", "due", '#' + TaskProjector.DUE_ORDER, "priority", "priority"));

    private final Views views;
    private final WorkCounts counts;
    private final Access access;
    private final Listing listing;

    public TasksResource(Views views, WorkCounts counts, Access access, Clock clock) {
        this.views = views;
        this.counts = counts;
        this.access = access;
        this.listing = new Listing(
                "tasks",
                TaskProjector.VIEW,
                TaskFilter.PARAMETERS,
                (parameters, caller) -> TaskFilter.conditions(parameters, caller, clock.instant()),
                SORTS,
                "-createdAt",
                List.of());
    }

    /** The tasks that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists tasks")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case")
    @Parameter(name = "status", in = ParameterIn.QUERY, description = "open, completed or cancelled")
    @Parameter(name = "assignee", in = ParameterIn.QUERY, description = "me, none or a user")
    @Parameter(
            name = "group",
            in = ParameterIn.QUERY,
            description = "a candidate group, or mine for those of the caller")
    @Parameter(name = "due", in = ParameterIn.QUERY, description = "overdue, or a date or time until which it is due")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "createdAt, due or priority; - in front: descending")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(listing, uri);
    }

    /** How many open tasks the caller has, and how many wait for each of their groups. */
    @GET
    @Path("counts")
    @Operation(summary = "Counts open work")
    public Uni<Map<String, Object>> count(@Context UriInfo uri) {
        Caller caller = access.require("tasks");
        new QueryParameters(uri, Set.of());
        return counts.of(caller);
    }

    /** The task. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a task")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("tasks", TaskProjector.VIEW, "task", id, uri);
    }
}
