package io.docket.projection.cases;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows cases in brief: number, type, title, stage, status, assignee, version. */
@Path("/api/case-summaries")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CaseSummariesResource {
    private static final int MAX_IDS = 100;

    private final CaseSummaries summaries;
    private final Access access;

    public CaseSummariesResource(CaseSummaries summaries, Access access) {
        this.summaries = summaries;
        this.access = access;
    }

    /** The summaries of the cases named by {@code ids}, separated by commas; those that do not exist are left out. */
    @GET
    @Operation(summary = "Shows cases in brief")
    public Uni<Map<String, Object>> summaries(@Context UriInfo uri) {
        Caller caller = access.require("cases");
        List<String> ids = Arrays.stream(new QueryParameters(uri, Set.of("ids"))
                        .text("ids")
                        .orElseThrow(() -> QueryParameters.invalid("ids", "is missing"))
                        .split(","))
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            throw QueryParameters.invalid("ids", "names none");
        }
        if (ids.size() > MAX_IDS) {
            throw QueryParameters.invalid("ids", "names more than " + MAX_IDS);
        }
        return summaries.of(caller.tenant(), ids);
    }
}
