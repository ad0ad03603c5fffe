package io.docket.projection.history.export;

import io.docket.kit.identity.Caller;
import io.docket.projection.freshness.DocketAfter;
import io.docket.projection.history.HistoryConfig;
import io.docket.projection.history.filter.FilterParameters;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.Client;
import io.docket.projection.history.log.Seats;
import io.docket.projection.history.search.IndexFollower;
import io.docket.projection.history.search.ReadYourWrites;
import io.docket.projection.history.search.SearchResource;
import io.docket.projection.query.Access;
import io.quarkus.security.Authenticated;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands the history over to other tools. An answer that fails half-way breaks off, it never ends as if it were whole. */
@Path("/api/history/export")
@Authenticated
@Singleton
public class ExportResource {
    private static final Logger LOG = Logger.getLogger(ExportResource.class);
    private static final String FORMAT = "format";
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Above the longest wait for the index that may be asked for: that ends by itself. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final IndexFollower follower;
    private final Access access;
    private final Seats seats;

    public ExportResource(IndexFollower follower, HistoryConfig config, Access access) {
        this.follower = follower;
        this.access = access;
        this.seats = new Seats("exports", config.maxExports(), config.maxExportsPerTenant());
    }

    /** The events of the filters as they are now, in the format. */
    @GET
    @Operation(
            summary = "Exports the history",
            description =
                    "Takes the filters of the search. A case or other root with more than 20,000 events or 16 MiB of"
                            + " data cannot be put in order: xes and ocel leave it out and name it, xes in the attributes omitted"
                            + " of the log, ocel as an object of the type omitted.")
    @APIResponse(responseCode = "200", description = "The events, in the format")
    @APIResponse(
            responseCode = "422",
            description = "A root or subject that the filter names is too large for xes and ocel")
    @Parameter(
            name = FORMAT,
            in = ParameterIn.QUERY,
            description = "ndjson, xes (IEEE 1849), ocel (OCEL 2.0 JSON) or parquet")
    public Response export(
            @Context UriInfo uri,
            @Context Request request,
            @HeaderParam(DocketAfter.AFTER) @Nullable String after,
            @HeaderParam(DocketAfter.WAIT) @Nullable String wait) {
        boolean head = request.getMethod().equals(HttpMethod.HEAD);
        return export(uri.getQueryParameters(), head, after, wait, Client.current());
    }

    /** The answer; who waits for the index has a seat already, so that a bounded number of threads wait. */
    Response export(
            MultivaluedMap<String, String> query,
            boolean head,
            @Nullable String after,
            @Nullable String wait,
            Client client) {
        Caller caller = access.require(SearchResource.ACTION);
        FilterParameters parameters = new FilterParameters(query, Set.of(FORMAT));
        HistoryFilter filter = parameters.filter(caller.tenant(), true);
        ExportFormat format =
                ExportFormat.of(parameters.oneOf(FORMAT, ExportFormat.labels()).orElse(ExportFormat.NDJSON.label()));
        if (head) {
            return Response.ok().type(format.mediaType()).build();
        }
        Seats.Seat seat = seats.take(caller.tenant());
        try {
            ReadYourWrites.visible(follower, after, wait).await().atMost(LONGEST_WAIT);
            return Response.ok(body(format, filter, seat, follower.snapshot(), client), format.mediaType())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"history." + format.label() + "\"")
                    .build();
        } catch (RuntimeException e) {
            seat.close();
            throw e;
        }
    }

    private static StreamingOutput body(
            ExportFormat format, HistoryFilter filter, Seats.Seat seat, Snapshot snapshot, Client client) {
        Omitted omitted = omitted(format, filter, snapshot);
        return out -> {
            try (seat;
                    snapshot) {
                long started = System.nanoTime();
                OutputStream buffered = new BufferedOutputStream(client.output(out), BUFFER_BYTES);
                format.write(snapshot, filter, omitted, buffered);
                buffered.flush();
                LOG.infof(
                        "log=export outcome=complete format=%s omitted=%d millis=%d",
                        format.label(),
                        omitted.roots().size(),
                        Duration.ofNanos(System.nanoTime() - started).toMillis());
            }
        };
    }

    /** Looks before the first byte, while there is still a status to answer with. */
    private static Omitted omitted(ExportFormat format, HistoryFilter filter, Snapshot snapshot) {
        try {
            return format.omitted(snapshot, filter);
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }
}
