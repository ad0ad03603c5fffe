package io.docket.projection.history.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.docket.kit.identity.Caller;
import io.docket.projection.freshness.DocketAfter;
import io.docket.projection.history.filter.FilterParameters;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.Place;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.CloudEventBytes;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.query.Access;
import io.docket.projection.query.QueryParameters;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Searches everything that ever happened to the caller's tenant. */
@Path("/api/history")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class SearchResource {
    /** Name of the action in the access table, of search, stream and export. */
    public static final String ACTION = "history";

    private static final String NEWEST = "newest";
    private static final String OLDEST = "oldest";
    private static final Set<String> PAGING = Set.of("order", "limit", "after");
    private static final byte[] BEGIN = "{\"items\":[".getBytes(US_ASCII);

    private final IndexFollower follower;
    private final Access access;

    public SearchResource(IndexFollower follower, Access access) {
        this.follower = follower;
        this.access = access;
    }

    /** The events that satisfy every filter, newest first unless {@code order} says otherwise. */
    @GET
    @Operation(
            summary = "Searches the history",
            description =
                    "Answers {items, next}: CloudEvents, each with its position. A parameter that is given several"
                            + " times, or with commas, means one of its values; * at an end of a value is a wildcard.")
    @Parameter(name = "entity", in = ParameterIn.QUERY, description = "case, task, process, ...")
    @Parameter(name = "subject", in = ParameterIn.QUERY, description = "<entity>/<id>")
    @Parameter(name = "root", in = ParameterIn.QUERY, description = "id of the case that it belongs to")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "type of the event: docket.task.*")
    @Parameter(name = "actor", in = ParameterIn.QUERY)
    @Parameter(name = "text", in = ParameterIn.QUERY, description = "words, all of which are in the event")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "when it happened: date, or time with zone")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "when it happened, included")
    @Parameter(name = "data.<path>", in = ParameterIn.QUERY, description = "a value in its data; empty: there is none")
    @Parameter(name = "order", in = ParameterIn.QUERY, description = "newest or oldest first, as it was recorded")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "next of the preceding page")
    public Uni<byte[]> search(
            @Context UriInfo uri,
            @HeaderParam(DocketAfter.AFTER) @Nullable String after,
            @HeaderParam(DocketAfter.WAIT) @Nullable String wait) {
        return search(uri.getQueryParameters(), after, wait);
    }

    Uni<byte[]> search(MultivaluedMap<String, String> query, @Nullable String after, @Nullable String wait) {
        Caller caller = access.require(ACTION);
        FilterParameters parameters = new FilterParameters(query, PAGING);
        HistoryFilter filter = parameters.filter(caller.tenant(), true);
        String order = parameters.oneOf("order", List.of(NEWEST, OLDEST)).orElse(NEWEST);
        int limit = parameters.number("limit", 1, QueryParameters.MAX_LIMIT).orElse(QueryParameters.DEFAULT_LIMIT);
        @Nullable
        HistoryCursor from = parameters
                .text("after")
                .map(text -> HistoryCursor.parse(text, order))
                .orElse(null);
        return ReadYourWrites.visible(follower, after, wait)
                .chain(() -> visible(from, wait))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(any -> page(filter, order, from, limit));
    }

    /** Waits for the place of a cursor: the instance that gave it may be ahead of this one. */
    private Uni<Boolean> visible(@Nullable HistoryCursor cursor, @Nullable String wait) {
        return cursor == null || !cursor.isOf(follower.identity()) || cursor.isBefore(follower.place())
                ? Uni.createFrom().item(true)
                : DocketAfter.orUnavailable(follower.await(cursor.position(), DocketAfter.wait(wait)));
    }

    private byte[] page(HistoryFilter filter, String order, @Nullable HistoryCursor cursor, int limit) {
        try (Snapshot snapshot = follower.snapshot()) {
            Place after = cursor == null ? null : cursor.in(follower.identity(), follower.place());
            Snapshot.Page page = snapshot.page(filter, order.equals(NEWEST), after, limit);
            CloudEventBytes json = new CloudEventBytes();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(BEGIN);
            boolean first = true;
            for (StoredEvent event : page.events()) {
                if (!first) {
                    out.write(',');
                }
                json.write(event, null, out);
                first = false;
            }
            out.write(']');
            Place last = page.next();
            if (last != null) {
                String next = HistoryCursor.of(follower.identity(), order, last).text();
                out.writeBytes((",\"next\":\"" + next + "\"").getBytes(US_ASCII));
            }
            out.write('}');
            return out.toByteArray();
        }
    }
}
