package io.docket.projection.stats;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.QueryParameters;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Shows the totals of the caller's tenant. */
@Path("/api/stats")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class StatsResource {
    private final Statistics statistics;
    private final Access access;

    public StatsResource(Statistics statistics, Access access) {
        this.statistics = statistics;
        this.access = access;
    }

    /** The totals; from the hot views if they can be believed, else counted in the stored documents. */
    @GET
    @Operation(summary = "Shows totals")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "mongodb to count in the stored documents anyway")
    public Uni<Stats> show(@Context UriInfo uri) {
        Caller caller = access.require("stats");
        boolean stored = new QueryParameters(uri, Set.of("source"))
                .oneOf("source", Set.of("mongodb"))
                .isPresent();
        return stored ? statistics.stored(caller.tenant()) : statistics.of(caller.tenant());
    }
}
