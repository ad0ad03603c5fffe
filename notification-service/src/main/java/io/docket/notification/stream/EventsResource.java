package io.docket.notification.stream;

import io.docket.kit.access.AccessTable;
import io.docket.kit.filter.Filter;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.From;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Subscription;
import io.docket.notification.live.TailProgress;
import io.docket.notification.live.Turns;
import io.docket.notification.socket.Session;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/events}: live events without a websocket; the filter is in the query string. */
@Path("/api/events")
@Authenticated
@Tag(name = "live")
public class EventsResource {
    private static final int MAX_POLL_EVENTS = 1_000;
    private static final int MAX_WAIT_MILLIS = 60_000;

    /** How long the place of a cursor in the log may take to be found. */
    private static final Duration START = Duration.ofSeconds(5);

    private final EventStreams events;
    private final Deliveries deliveries;
    private final Turns turns;
    private final TailProgress progress;
    private final CallerProducer callers;
    private final SecurityIdentity identity;
    private final StreamMeter meter;
    private final OpenStreams streams;
    private final LiveConfig config;

    EventsResource(
            EventStreams events,
            Deliveries deliveries,
            Turns turns,
            TailProgress progress,
            CallerProducer callers,
            SecurityIdentity identity,
            StreamMeter meter,
            OpenStreams streams,
            LiveConfig config) {
        this.events = events;
        this.deliveries = deliveries;
        this.turns = turns;
        this.progress = progress;
        this.callers = callers;
        this.identity = identity;
        this.meter = meter;
        this.streams = streams;
        this.config = config;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow events",
            description =
                    "Server-sent events; the id of each is the cursor to go on from in Last-Event-ID. Ends with the token, or if the"
                            + " client does not read; an event `closed` says so.")
    public Multi<OutboundSseEvent> follow(
            @Context UriInfo uri,
            @Context Sse sse,
            @Context RoutingContext route,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("from") @DefaultValue("now") String from) {
        Caller caller = caller();
        Filter filter = QueryFilter.compile(uri.getQueryParameters(), caller);
        From start = from(lastEventId == null || lastEventId.isEmpty() ? from : lastEventId);
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        requireReady();
        Instant expires = Instant.ofEpochSecond(token.getExpirationTime());
        return events.open(filter, Access.of(caller), start, expires, new HttpLine(route.request()))
                .map(event -> onTheWire(event, sse));
    }

    @GET
    @Path("poll")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Wait for events",
            description =
                    "Answers {cursor, events} as soon as there are events after the cursor, or when the wait is over.")
    public Uni<String> poll(
            @Context UriInfo uri,
            @QueryParam("cursor") @DefaultValue("now") String cursor,
            @QueryParam("waitMs") @DefaultValue("25000") @Schema(type = SchemaType.INTEGER) String waitMs,
            @QueryParam("limit") @DefaultValue("100") @Schema(type = SchemaType.INTEGER) String limit) {
        Caller caller = caller();
        Filter filter = QueryFilter.compile(uri.getQueryParameters(), caller);
        From start = from(cursor);
        int most = QueryNumber.read("limit", limit, 1, MAX_POLL_EVENTS);
        Duration wait = Duration.ofMillis(QueryNumber.read("waitMs", waitMs, 0, MAX_WAIT_MILLIS));
        requireReady();
        streams.enter();
        return Uni.createFrom()
                .<String>emitter(emitter -> {
                    PollSink sink = new PollSink(emitter, most, config.outboxBytes(), wait, turns, meter);
                    Subscription subscription = deliveries.subscribe(filter, Access.of(caller), sink, start);
                    emitter.onTermination(() -> deliveries.end(subscription));
                    turns.later(sink::finish, wait.plus(START));
                })
                .onTermination()
                .invoke(streams::leave);
    }

    private Caller caller() {
        Caller caller = callers.caller(identity);
        AccessTable.require(caller, Session.ACTION);
        return caller;
    }

    private static From from(String text) {
        try {
            return From.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(
                    "The cursor is not valid", List.of(new FieldError("/cursor", "must be now, earliest or a cursor")));
        }
    }

    private void requireReady() {
        if (!progress.isReady()) {
            throw Problems.unavailable("The log is still being read", Duration.ofSeconds(1));
        }
    }

    private static OutboundSseEvent onTheWire(StreamedEvent event, Sse sse) {
        if (event.isHeartbeat()) {
            return sse.newEventBuilder().comment("").build();
        }
        return sse.newEventBuilder()
                .id(event.cursor())
                .name(event.name())
                .data(event.json())
                .build();
    }
}
