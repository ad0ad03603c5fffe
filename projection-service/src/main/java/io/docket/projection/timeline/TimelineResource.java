package io.docket.projection.timeline;

import io.docket.kit.identity.Caller;
import io.docket.projection.deadletter.Evictions;
import io.docket.projection.query.Access;
import io.docket.projection.query.Answers;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Sort;
import io.docket.projection.timeline.Timelines.Page;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows what happened to a case, its tasks and its processes. */
@Path("/api/cases/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TimelineResource {
    private static final Map<String, Sort> SORTS = Sort.both(Map.of("position", "position"));

    private final Timelines timelines;
    private final TimelineEvents events;
    private final Changes changes;
    private final Evictions evictions;
    private final Access access;

    public TimelineResource(
            Timelines timelines, TimelineEvents events, Changes changes, Evictions evictions, Access access) {
        this.timelines = timelines;
        this.events = events;
        this.changes = changes;
        this.evictions = evictions;
        this.access = access;
    }

    /** The entries in the order of the log, each with the fields that it changed; {@code sort=-position} turns it round. */
    @GET
    @Operation(
            summary = "Shows what happened to a case",
            description =
                    "Each entry has the changes of its event, field by field: [{field, from, to}]. One whose event"
                            + " the view cannot take, or an operator left out of it, has none, and says why: unapplied.")
    @Parameter(name = "sort", in = ParameterIn.QUERY, description = "position or -position")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    public Uni<Map<String, @Nullable Object>> show(@PathParam("id") String id, @Context UriInfo uri) {
        Caller caller = access.require("timeline");
        QueryParameters parameters = QueryParameters.ofPage(uri, Set.of());
        Sort sort = parameters.sort(SORTS, "position");
        int limit = parameters.limit();
        @Nullable
        Long after = parameters.after(sort).map(cursor -> place(cursor, id)).orElse(null);
        return timelines
                .page(caller.tenant(), id, sort.descending(), after, limit)
                .chain(page -> told(caller.tenant(), id, page))
                .map(page -> Answers.page(
                        page.entries(),
                        page.last()
                                .map(place -> new PageCursor(sort.name(), place, id).text())
                                .orElse(null)));
    }

    /** The place that the cursor is of; one of another case's timeline, or of no place, is the client's fault. */
    static Long place(PageCursor cursor, String caseId) {
        if (cursor.id().equals(caseId) && cursor.value() instanceof Long place && place >= 0) {
            return place;
        }
        throw PageCursor.foreign();
    }

    /** The page with what each event changed: that takes the events before the page too. */
    private Uni<Page> told(String tenant, String id, Page page) {
        if (page.places().isEmpty()) {
            return Uni.createFrom().item(page);
        }
        int events = Math.toIntExact(Collections.max(page.places())) + 1;
        return evictions
                .of(tenant, id)
                .chain(leftOut -> this.events.first(events, tenant, id).map(read -> changes.of(read, leftOut)))
                .map(page::with);
    }
}
