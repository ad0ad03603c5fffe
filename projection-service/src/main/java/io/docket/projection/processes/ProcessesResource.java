package io.docket.projection.processes;

import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.docket.projection.processdefinitions.ProcessDefinitions;
import io.docket.projection.query.Access;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListParameters;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Views;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists process instances, and shows one. */
@Path("/api/processes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ProcessesResource {
    private final Views views;
    private final Documents documents;
    private final ProcessDefinitions definitions;
    private final Access access;

    public ProcessesResource(Views views, Documents documents, ProcessDefinitions definitions, Access access) {
        this.views = views;
        this.documents = documents;
        this.definitions = definitions;
        this.access = access;
    }

    /** The process instances that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists process instances")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case, or none")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "active, completed or terminated")
    @Parameter(
            name = "incident",
            in = ParameterIn.QUERY,
            description = "yes for those that something stands in the way of, or no")
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

    /** The process instance, and a page of its way through the diagram: elements that it was at, flows that it took, incidents. */
    @GET
    @Path("{id}/history")
    @Operation(summary = "Shows the way of a process instance through its diagram")
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = "element, flow or incident")
    @Parameter(
            name = "element",
            in = ParameterIn.QUERY,
            description = "id of an element of the diagram, or of one of a called process")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "active, completed or terminated")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "at; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> history(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("processes");
        return find(caller, id)
                .chain(process -> views.list(StepFilter.LISTING, uri, StepFilter.of(id))
                        .map(page -> StepFilter.history(process, page)));
    }

    /** What a migration to another version of the process would do; nothing is changed. */
    @GET
    @Path("{id}/migration")
    @Operation(summary = "Tries a migration of a process instance without doing it")
    @Parameter(name = "processVersion", in = ParameterIn.QUERY, description = "the engine's version to go on in")
    @Parameter(name = "process", in = ParameterIn.QUERY, description = "process to go on in; its own if absent")
    @Parameter(
            name = "map.<element>",
            in = ParameterIn.QUERY,
            description = "element to go on at; the same id where it is not named")
    public Uni<Map<String, @Nullable Object>> migration(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("processes");
        QueryParameters parameters = new QueryParameters(uri, Set.of("processVersion", "process", "map."));
        long version = parameters
                .number("processVersion")
                .orElseThrow(() -> QueryParameters.invalid("processVersion", "is needed"));
        return find(caller, id).chain(process -> {
            String own = process.required("processId");
            String target = parameters.text("process").orElse(own);
            return bpmn(caller, own, process.number("processVersion"))
                    .chain(from -> bpmn(caller, target, version)
                            .map(to -> new MigrationPlan(
                                            DiagramElements.of(from, own),
                                            DiagramElements.of(to, target),
                                            parameters.startingWith("map."))
                                    .describe(process)));
        });
    }

    private Uni<Document> find(Caller caller, String id) {
        return documents
                .find(new DocumentKey(ProcessProjector.VIEW, caller.tenant(), id))
                .map(found -> found.orElseThrow(() -> Problems.notFound("There is no process instance " + id)));
    }

    private Uni<List<String>> bpmn(Caller caller, String process, long version) {
        return definitions
                .find(caller.tenant(), process, version)
                .map(found -> found.map(DiagramElements::resources)
                        .orElseThrow(
                                () -> Problems.notFound("There is no version " + version + " of process " + process)));
    }
}
