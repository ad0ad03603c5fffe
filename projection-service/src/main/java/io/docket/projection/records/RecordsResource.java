package io.docket.projection.records;

import io.docket.contracts.id.RecordId;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.docket.projection.query.Access;
import io.docket.projection.query.Answers;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListParameters;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Views;
import io.docket.projection.view.DocumentKey;
import io.quarkiverse.resteasy.problem.HttpProblem;
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

/** Lists the records of a type, and shows one. */
@Path("/api/records/{type}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RecordsResource {
    private final Views views;
    private final Documents documents;
    private final Access access;

    public RecordsResource(Views views, Documents documents, Access access) {
        this.views = views;
        this.documents = documents;
        this.access = access;
    }

    /** The records of the type that satisfy every filter; newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(
            summary = "Lists the records of a type",
            description =
                    "data.<path>=<value> filters by the data of the record; an empty value means that the record does"
                            + " not have it.")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case that it belongs to")
    @Parameter(name = "createdBy", in = ParameterIn.QUERY, description = "me or a user")
    @Parameter(name = "createdFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "createdTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(name = "updatedFrom", in = ParameterIn.QUERY, description = ListParameters.FROM)
    @Parameter(name = "updatedTo", in = ParameterIn.QUERY, description = ListParameters.TO)
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "beginnings of words of id and data; each must be there")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "id, createdAt or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@PathParam("type") String type, @Context UriInfo uri) {
        return views.list(RecordFilter.RECORDS, uri, RecordFilter.ofType(type));
    }

    /** The record. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a record")
    public Uni<Response> show(@PathParam("type") String type, @PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("records");
        new QueryParameters(uri, Set.of());
        RecordId record = new RecordId(type, id);
        if (!record.isValid()) {
            throw none(record);
        }
        return documents
                .find(new DocumentKey(RecordProjector.VIEW, caller.tenant(), record.entityId()))
                .map(found -> found.filter(document -> document.get(RecordProjector.DELETED_AT) == null)
                        .map(Answers::document)
                        .orElseThrow(() -> none(record)));
    }

    private static HttpProblem none(RecordId record) {
        return Problems.notFound("There is no " + record.type() + " record " + record.id());
    }
}
