package io.docket.projection.casetypes;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.Answers;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lists case types, and shows one, in the latest version. */
@Path("/api/case-types")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CaseTypesResource {
    private static final Map<String, Sort> SORTS = Sort.both(Map.of("id", "id"));

    private final Documents documents;
    private final Access access;

    public CaseTypesResource(Documents documents, Access access) {
        this.documents = documents;
        this.access = access;
    }

    /** The case types, by id. */
    @GET
    @Operation(summary = "Lists case types")
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        Caller caller = access.require("case-types");
        QueryParameters parameters = new QueryParameters(uri, Set.of());
        Sort sort = parameters.sort(SORTS, "id");
        return documents
                .list(new ListQuery(
                        CaseTypeProjector.VIEW,
                        caller.tenant(),
                        List.of(),
                        sort,
                        parameters.after(sort).orElse(null),
                        parameters.limit(),
                        List.of()))
                .map(Answers::page);
    }

    /** The case type. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows a case type")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("case-types");
        new QueryParameters(uri, Set.of());
        return documents
                .find(new DocumentKey(CaseTypeProjector.VIEW, caller.tenant(), id))
                .map(found -> Answers.document(found, "case type", id));
    }
}
