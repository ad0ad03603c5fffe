package io.docket.projection.history.stream;

import io.docket.contracts.position.Cursor;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.docket.projection.history.HistoryConfig;
import io.docket.projection.history.filter.FilterParameters;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.log.Client;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.Seats;
import io.docket.projection.history.search.SearchResource;
import io.docket.projection.query.Access;
import io.docket.projection.query.QueryParameters;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.logging.Logger;

/** Streams the whole log of the caller's tenant, straight from the data lake and Kafka. */
@Path("/api/history/stream")
@Authenticated
@Singleton
public class StreamResource {
    /** Media type of JSON, a value a line. */
    public static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = Logger.getLogger(StreamResource.class);
    private static final String FROM = "from";
    private static final String FOLLOW = "follow";
    private static final String PASS = "pass";
    private static final String EARLIEST = "earliest";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final HistoryLog log;
    private final Access access;
    private final SecurityIdentity identity;
    private final Seats seats;

    public StreamResource(HistoryLog log, HistoryConfig config, Access access, SecurityIdentity identity) {
        this.log = log;
        this.access = access;
        this.identity = identity;
        this.seats = new Seats("streams", config.maxStreams(), config.maxStreamsPerTenant());
    }

    /** Every event from the cursor to the end of the log as it is now; with {@code follow=true} on and on. */
    @GET
    @Produces(NDJSON)
    @Operation(
            summary = "Streams the log",
            description = "One CloudEvent a line, with its position and the cursor to go on from after it. Takes the"
                    + " filters of the search, except from. With follow it ends with the token, and there is an empty"
                    + " line now and then where nothing happens. 410 cursor-expired where the log begins after the cursor;"
                    + " 410 events-lost where events after the place are lost between data lake and Kafka: gaps has partition,"
                    + " last (the last position before them), first (the first one after them) and lost (how many they are)"
                    + " of each gap. Nothing is streamed, unless pass names the gaps.")
    @Parameter(name = FROM, in = ParameterIn.QUERY, description = "earliest, or the cursor of a line")
    @Parameter(name = FOLLOW, in = ParameterIn.QUERY, description = "true: goes on at the end of the log")
    @Parameter(
            name = PASS,
            in = ParameterIn.QUERY,
            description = "the first positions behind gaps to be passed over, as 410 names them, separated by commas")
    public Response stream(@Context UriInfo uri, @Context Request request) {
        Caller caller = access.require(SearchResource.ACTION);
        FilterParameters parameters = new FilterParameters(uri.getQueryParameters(), Set.of(FROM, FOLLOW, PASS));
        HistoryFilter filter = parameters.filter(caller.tenant(), false);
        Cursor from = parameters.text(FROM).map(StreamResource::cursor).orElse(new Cursor(new long[0]));
        KnownGaps known =
                parameters.text(PASS).map(text -> KnownGaps.read(PASS, text)).orElse(KnownGaps.NONE);
        boolean follow = parameters
                .oneOf(FOLLOW, List.of("true", "false"))
                .orElse("false")
                .equals("true");
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            return Response.ok().build();
        }
        Instant expires = Instant.ofEpochSecond(((JsonWebToken) identity.getPrincipal()).getExpirationTime());
        Seats.Seat seat = seats.take(caller.tenant());
        HistoryLog.Reader reader = null;
        try {
            reader = open(log, from);
            Cursor end = reader.end();
            requireWithin(from, reader.beginning(), end);
            known.requireAll(reader.gaps());
            LogStream stream = new LogStream(reader, filter);
            BooleanSupplier allowed = () -> follow && Instant.now().isBefore(expires);
            return Response.ok(body(stream, reader, seat, end, allowed, Client.current()))
                    .build();
        } catch (RuntimeException e) {
            if (reader != null) {
                reader.close();
            }
            seat.close();
            throw e;
        }
    }

    private static StreamingOutput body(
            LogStream stream,
            HistoryLog.Reader reader,
            Seats.Seat seat,
            Cursor end,
            BooleanSupplier followed,
            Client client) {
        return response -> {
            try (seat;
                    reader) {
                OutputStream out = client.output(response);
                long started = System.nanoTime();
                long written = stream.writeUntil(end, out);
                LOG.infof(
                        "log=stream outcome=end-of-log events=%d millis=%d",
                        written, Duration.ofNanos(System.nanoTime() - started).toMillis());
                stream.follow(followed, out);
            }
        };
    }

    static HistoryLog.Reader open(HistoryLog log, Cursor from) {
        try {
            return log.open(from);
        } catch (HistoryLog.NotInLogException e) {
            throw QueryParameters.invalid(FROM, "is a cursor of another log: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf("log=stream outcome=unavailable error=%s", e);
            throw Problems.unavailable("The log cannot be read right now", RETRY_AFTER);
        }
    }

    private static void requireWithin(Cursor from, Cursor beginning, Cursor end) {
        for (int partition = 0; partition < from.offsets().length; partition++) {
            if (from.next(partition) > end.next(partition)) {
                throw QueryParameters.invalid(FROM, "is a cursor of a place that the log has not reached");
            }
            if (from.next(partition) < beginning.next(partition)) {
                throw Problems.of(
                                410,
                                "cursor-expired",
                                "The cursor is too old",
                                "The log no longer holds the events after the cursor")
                        .build();
            }
        }
    }

    private static Cursor cursor(String text) {
        try {
            return text.equals(EARLIEST) ? new Cursor(new long[0]) : Cursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw QueryParameters.invalid(FROM, "is neither earliest nor a cursor");
        }
    }
}
