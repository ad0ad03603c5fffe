package io.docket.projection.processes;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.Answers;
import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Sort;
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
    private static final Map<String, Sort> SORTS = Sort.both(Map.of("requestedAt", "requestedAt"));
    private static final Set<String> STATES = Set.of("active", "completed", "terminated");

    private final Documents documents;
    private final Access access;

    public ProcessesResource(Documents documents, Access access) {
        this.documents = documents;
        this.access = access;
    }

    /** The process instances that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists process instances")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case")
    @Parameter(name = "state", in = ParameterIn.QUERY, description = "active, completed or terminated")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        Caller caller = access.require("processes");
        QueryParameters parameters = new QueryParameters(uri, Set.of("case", "state"));
        Sort sort = parameters.sort(SORTS, "-requestedAt");
        List<Condition> conditions = new ArrayList<>();
        parameters.text("case").ifPresent(id -> conditions.add(new Condition.Is("caseId", id)));
        parameters.oneOf("state", STATES).ifPresent(state -> conditions.add(new Condition.Is("state", state)));
        return documents
                .list(new ListQuery(
                        ProcessProjector.VIEW,
                        caller.tenant(),
                        conditions,
                        sort,
                        parameters.after(sort).orElse(null),
                        parameters.limit(),
                        List.of()))
                .map(Answers::page);
    }

    /** The process instance. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a process instance")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("processes");
        new QueryParameters(uri, Set.of());
        return documents
                .find(new DocumentKey(ProcessProjector.VIEW, caller.tenant(), id))
                .map(found -> Answers.document(found, "process instance", id));
    }
}
