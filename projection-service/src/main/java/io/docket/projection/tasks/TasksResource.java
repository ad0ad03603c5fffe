package io.docket.projection.tasks;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.ListParameters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.QueryParameters;
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
    private final Views views;
    private final WorkCounts counts;
    private final Access access;
    private final Listing listing;

    public TasksResource(Views views, WorkCounts counts, Access access, Clock clock) {
        this.views = views;
        this.counts = counts;
        this.access = access;
        this.listing = TaskFilter.listing(clock);
    }

    /** The tasks that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(
            summary = "Lists tasks",
            description =
                    "A task satisfies every filter that is given. data.<path>=<value> filters by the data of the task; an"
                            + " empty value means that the task does not have it.")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case")
    @Parameter(name = "process", in = ParameterIn.QUERY, description = "id of the process instance that made it")
    @Parameter(name = "status", in = ParameterIn.QUERY, description = "open, completed or cancelled")
    @Parameter(name = "assignee", in = ParameterIn.QUERY, description = "me, none or a user")
    @Parameter(name = "candidate", in = ParameterIn.QUERY, description = "a user that it is offered to, or me")
    @Parameter(
            name = "group",
            in = ParameterIn.QUERY,
            description = "a group that it is offered to, or mine for those of the caller's token")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "the whole name")
    @Parameter(name = "priority", in = ParameterIn.QUERY, description = "0 to 100")
    @Parameter(name = "formKey", in = ParameterIn.QUERY, description = "key of its form")
    @Parameter(name = "createdBy", in = ParameterIn.QUERY, description = "me or a user")
    @Parameter(
            name = "due",
            in = ParameterIn.QUERY,
            description = "overdue (open and due before now), today or week (the seven days from today, in UTC), none,"
                    + " or a date or time until which it is due")
    @Parameter(name = "dueFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "dueTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "followUpFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "followUpTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "createdFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "createdTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "updatedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "updatedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "createdAt, updatedAt, due, followUp, priority, name, case, status or assignee; - in front:"
                    + " descending. Without a due time: as if due in the far future. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(listing, uri);
    }

    /** How many open tasks the caller has, how many are offered to them by name, and to each of their groups. */
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
