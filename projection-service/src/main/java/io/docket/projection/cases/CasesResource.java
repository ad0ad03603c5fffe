package io.docket.projection.cases;

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

/** Lists cases, and shows one. */
@Path("/api/cases")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CasesResource {
    private final Views views;
    private final PastCases pastCases;
    private final Access access;

    public CasesResource(Views views, PastCases pastCases, Access access) {
        this.views = views;
        this.pastCases = pastCases;
        this.access = access;
    }

    /** The cases that satisfy every filter, without their comments; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(
            summary = "Lists cases",
            description =
                    "A case satisfies every filter that is given. data.<path>=<value> filters by the data of the case;"
                            + " an empty value means that the case does not have it.")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "id of the case type")
    @Parameter(name = "caseTypeVersion", in = ParameterIn.QUERY, description = "version of the case type")
    @Parameter(name = "stage", in = ParameterIn.QUERY)
    @Parameter(name = "status", in = ParameterIn.QUERY, description = "open, closed or archived")
    @Parameter(name = "assignee", in = ParameterIn.QUERY, description = "me, none or a user")
    @Parameter(name = "queue", in = ParameterIn.QUERY, description = "a queue, or none")
    @Parameter(name = "openedBy", in = ParameterIn.QUERY, description = "me or a user")
    @Parameter(name = "number", in = ParameterIn.QUERY)
    @Parameter(name = "title", in = ParameterIn.QUERY, description = "the whole title")
    @Parameter(name = "outcome", in = ParameterIn.QUERY, description = "an outcome, or none")
    @Parameter(name = "linkedTo", in = ParameterIn.QUERY, description = "id of a case that it points to")
    @Parameter(name = "file", in = ParameterIn.QUERY, description = "id of a file that belongs to it")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "version of the case")
    @Parameter(name = "openedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "openedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "updatedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "updatedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "closedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "closedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "stageSinceFrom", in = ParameterIn.QUERY, description = "of open cases: " + ListParameters.FROM)
    @Parameter(name = "stageSinceTo", in = ParameterIn.QUERY, description = "of open cases: " + ListParameters.TO)
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "beginnings of words of number, title, data and comments; each must be there")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description =
                    "openedAt, updatedAt, closedAt, stageSince, number, title, type, stage, status, assignee, queue, openedBy or"
                            + " outcome; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(CaseFilter.LISTING, uri);
    }

    /** The case, with its comments; with {@code asOf} as it was then. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a case")
    @Parameter(
            name = AsOf.PARAMETER,
            in = ParameterIn.QUERY,
            description =
                    "version of the case, or ISO-8601 time with zone: the case as the log held it then. Events that"
                            + " the view cannot take, or an operator left out of it, are passed over, and listed: unapplied")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return uri.getQueryParameters().containsKey(AsOf.PARAMETER)
                ? showPast(id, AsOf.of(new QueryParameters(uri, Set.of(AsOf.PARAMETER))))
                : views.show("case", CaseProjector.VIEW, "case", id, uri);
    }

    private Uni<Response> showPast(String id, AsOf asOf) {
        Caller caller = access.require("case");
        return pastCases.find(caller.tenant(), id, asOf).map(Answers::document);
    }
}
