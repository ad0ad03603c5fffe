package io.docket.projection.definitions;

import io.docket.projection.query.ListParameters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists what is defined of one kind, and shows one, in the latest version. Who may is asked here: what a class demands does not
 * hold for the methods that it inherits.
 */
@Authenticated
public abstract class DefinitionsResource {
    private final Views views;
    private final Listing listing;
    private final String kind;

    /** @param kind what it is, in words */
    protected DefinitionsResource(Views views, Listing listing, String kind) {
        this.views = views;
        this.listing = listing;
        this.kind = kind;
    }

    /** All of them, by id unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists them, each in its latest version")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "the whole name, whatever its case")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "id, name or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(listing, uri);
    }

    /** One of them. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows one in its latest version")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show(listing.query(), listing.view(), kind, id, uri);
    }
}
