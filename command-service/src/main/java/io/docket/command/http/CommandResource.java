package io.docket.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.admission.Admission.Place;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.payload.SizeLimits;
import io.docket.command.payload.StrictJson;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Cause;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Submission;
import io.docket.contracts.command.CommandResult;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/commands/{type}}: one command, answered when its events are committed. */
@Path("/api/commands")
@Authenticated
public class CommandResource {
    private final CallerProducer callers;
    private final SecurityIdentity identity;
    private final SizeLimits limits;
    private final Preparation preparation;
    private final SingleCommands commands;

    CommandResource(
            CallerProducer callers,
            SecurityIdentity identity,
            SizeLimits limits,
            Preparation preparation,
            SingleCommands commands) {
        this.callers = callers;
        this.identity = identity;
        this.limits = limits;
        this.preparation = preparation;
        this.commands = commands;
    }

    /** Carries out a command. */
    @POST
    @Path("{type}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "submitCommand",
            summary = "Carries out one command",
            description = "Answers after the events are committed. The payload's schema depends on the type:"
                    + " GET /api/commands/schemas/{type}.")
    @APIResponse(
            responseCode = "200",
            description = "Committed",
            content = @Content(schema = @Schema(implementation = CommandResult.class)))
    @APIResponse(
            responseCode = "201",
            description = "Committed; there is a new entity at Location",
            content = @Content(schema = @Schema(implementation = CommandResult.class)))
    @APIResponse(responseCode = "202", description = "Taken; the receipt is at Location")
    @APIResponse(responseCode = "400", description = "Unreadable, or against the schema")
    @APIResponse(responseCode = "403", description = "Not allowed")
    @APIResponse(responseCode = "404", description = "Unknown command or entity")
    @APIResponse(responseCode = "409", description = "The state does not allow it")
    @APIResponse(responseCode = "412", description = "The entity is at another version, see ETag")
    @APIResponse(responseCode = "413", description = "Over the limit of size")
    @APIResponse(responseCode = "422", description = "Refers to something that is not there, or the key was reused")
    @APIResponse(responseCode = "429", description = "Too many at once")
    @APIResponse(responseCode = "500", description = "The service failed, or cannot read the history of the entity")
    @APIResponse(
            responseCode = "503",
            description = "Not now, see Retry-After; without it, not before an operator has looked at it")
    public Response submit(
            @PathParam("type") String type,
            @HeaderParam("Idempotency-Key") @Parameter(description = RequestHeaders.KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam("Prefer") @Nullable String prefer,
            @HeaderParam("traceparent") @Parameter(hidden = true) @Nullable String traceparent,
            @HeaderParam("Docket-Cause") @Parameter(hidden = true) @Nullable String cause,
            @Context RoutingContext route,
            InputStream body)
            throws IOException {
        try {
            Caller caller = callers.caller(identity);
            preparation.requireAllowed(caller, type);
            Submission submission = new Submission(
                    caller,
                    type,
                    payload(type, body),
                    RequestHeaders.idempotencyKey(RequestHeaders.text(key)),
                    RequestHeaders.expectedVersion(ifMatch),
                    RequestHeaders.traceparent(traceparent),
                    Cause.parse(cause),
                    Bearers.of(identity));
            Place place = place(route);
            return RequestHeaders.prefersAsync(prefer)
                    ? Answers.taken(commands.submitLater(submission, place))
                    : Answers.response(commands.submit(submission, place));
        } catch (Rejection rejection) {
            return Answers.response(new Refused(rejection.refusal()));
        }
    }

    /** The place that the request has had since it came in, or one that it gets now. */
    private Place place(RoutingContext route) {
        Place place = Entrance.takeOver(route);
        return place == null ? commands.enter() : place;
    }

    private JsonNode payload(String type, InputStream body) throws IOException {
        int limit = limits.of(type);
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new Rejection(Refusal.tooLarge("the payload of " + type + " is over " + limit + " bytes"));
        }
        return StrictJson.read(bytes);
    }
}
