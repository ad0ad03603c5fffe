package io.docket.projection.automations;

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

/** Lists automations, and shows one with its revisions and its last runs. */
@Path("/api/automations")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class AutomationsResource {
    private final Views views;

    public AutomationsResource(Views views) {
        this.views = views;
    }

    /** The automations, by id unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists automations, each with what became of its runs")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "the whole name, whatever its case")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "enabled, disabled or retired")
    @Parameter(name = "trigger", in = ParameterIn.QUERY, description = "event, webhook or cron")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "id, name or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(AutomationFilter.LISTING, uri);
    }

    /** The automation. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows an automation")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("automations", AutomationProjector.VIEW, "automation", id, uri);
    }
}
