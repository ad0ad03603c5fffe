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

/** Shows the statistics of the caller's tenant. */
@Path("/api/stats")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class StatsResource {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;

    private final Statistics statistics;
    private final Access access;

    public StatsResource(Statistics statistics, Access access) {
        this.statistics = statistics;
        this.access = access;
    }

    /** The statistics; from the hot views if they can be believed, else added up from the stored documents. */
    @GET
    @Operation(
            summary = "Shows statistics",
            description =
                    "Totals, throughput, lead times, open cases and tasks by age, and open tasks by group and by user."
                            + " Business time counts; days are those of UTC.")
    @Parameter(name = "days", in = ParameterIn.QUERY, description = "the last days that count, 1 to 366; 30 if absent")
    @Parameter(
            name = "source",
            in = ParameterIn.QUERY,
            description = "mongodb to add them up from the stored documents anyway")
    public Uni<Stats> show(@Context UriInfo uri) {
        Caller caller = access.require("stats");
        QueryParameters parameters = new QueryParameters(uri, Set.of("source", "days"));
        boolean stored = parameters.oneOf("source", Set.of("mongodb")).isPresent();
        int days = days(parameters);
        return stored ? statistics.stored(caller.tenant(), days) : statistics.of(caller.tenant(), days);
    }

    private static int days(QueryParameters parameters) {
        long days = parameters.number("days").orElse((long) DEFAULT_DAYS);
        if (days < 1 || days > MAX_DAYS) {
            throw QueryParameters.invalid("days", "is not between 1 and " + MAX_DAYS);
        }
        return (int) days;
    }
}
