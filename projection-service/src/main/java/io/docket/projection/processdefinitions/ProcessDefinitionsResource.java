package io.docket.projection.processdefinitions;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.Answers;
import io.docket.projection.query.ListParameters;
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
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists deployments of process definitions, and shows the diagram of a process. */
@Path("/api/process-definitions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ProcessDefinitionsResource {
    private final Views views;
    private final ProcessDefinitions definitions;
    private final Access access;

    public ProcessDefinitionsResource(Views views, ProcessDefinitions definitions, Access access) {
        this.views = views;
        this.definitions = definitions;
        this.access = access;
    }

    /** The deployments, without their content; the latest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists deployments of process definitions")
    @Parameter(name = "process", in = ParameterIn.QUERY, description = "id of a process in BPMN")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "deployed, active or refused")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "deployedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(ProcessDefinitionFilter.LISTING, uri);
    }

    /** The deployment with the process, BPMN and all: of a version, or the latest. */
    @GET
    @Path("{process}")
    @Operation(summary = "Shows the definition of a process")
    @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            description = "the engine's version, as processVersion of an instance; the latest deployment if absent")
    public Uni<Response> show(@PathParam("process") String process, @Context UriInfo uri) {
        Caller caller = access.require("processes");
        QueryParameters parameters = new QueryParameters(uri, Set.of("version"));
        return definitions
                .find(caller.tenant(), process, parameters.number("version").orElse(null))
                .map(found -> Answers.document(found, "definition of process", process));
    }
}
