package io.docket.notification.emit;

import io.docket.kit.problem.Problems;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/events}: an external system says that something happened; everybody who listens hears of it. */
@Path("/api/events")
@Authenticated
@Tag(name = "live")
public class EmitResource {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final EmitCommand command;
    private final EmitConfig config;
    private final Semaphore places;

    EmitResource(EmitCommand command, EmitConfig config) {
        this.command = command;
        this.config = config;
        this.places = new Semaphore(config.maxAtOnce());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "emitEvent",
            summary = "Emit an event",
            description = "Carries out the command emit-event in the name of the caller, and answers as"
                    + " POST /api/commands/emit-event does: after the event is committed. It is told as"
                    + " docket.signal.emitted.v1.")
    @RequestBody(
            required = true,
            description = "The payload of the command emit-event, whose whole schema is at"
                    + " GET /api/commands/schemas/emit-event.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = "name",
                                            properties = {
                                                @SchemaProperty(
                                                        name = "name",
                                                        type = SchemaType.STRING,
                                                        description = "What happened: payment.received"),
                                                @SchemaProperty(
                                                        name = "caseId",
                                                        type = SchemaType.STRING,
                                                        description = "The case that it concerns"),
                                                @SchemaProperty(
                                                        name = "data",
                                                        type = SchemaType.OBJECT,
                                                        description = "What is known about it"),
                                                @SchemaProperty(
                                                        name = "occurredAt",
                                                        type = SchemaType.STRING,
                                                        format = "date-time",
                                                        description = "When it happened"),
                                                @SchemaProperty(
                                                        name = "onBehalfOf",
                                                        type = SchemaType.STRING,
                                                        description = "The user whose action it is"),
                                                @SchemaProperty(
                                                        name = "reason",
                                                        type = SchemaType.STRING,
                                                        description = "Why")
                                            })))
    @APIResponse(
            responseCode = "201",
            description = "Committed, at Docket-Position; with Docket-Replayed by an earlier request with the same key")
    @APIResponse(responseCode = "202", description = "Taken, as Prefer: respond-async asks; the receipt is at Location")
    @APIResponse(responseCode = "400", description = "Unreadable, or against the schema")
    @APIResponse(responseCode = "403", description = "Not allowed")
    @APIResponse(responseCode = "408", description = "The body did not come in time")
    @APIResponse(responseCode = "413", description = "Over the limit of size")
    @APIResponse(responseCode = "422", description = "Unknown case, or the key was reused")
    @APIResponse(responseCode = "429", description = "Too many at once")
    @APIResponse(
            responseCode = "503",
            description =
                    "Not now. Whether the event was emitted is unknown: with the same Idempotency-Key it is safe to"
                            + " send it again")
    public Response emit(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) String authorization,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "A key of the caller's own choice, up to 255 printable ASCII characters")
                    @Nullable
                    String key,
            @HeaderParam("Prefer") @Nullable String prefer,
            @HeaderParam("traceparent") @Parameter(hidden = true) @Nullable String traceparent,
            InputStream body) {
        if (!places.tryAcquire()) {
            throw Problems.of(429, "too-many-requests", "Too many events at once", "Send it again in a moment")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        try {
            byte[] payload = EventBody.read(body, config.maxBodyBytes(), config.bodyWithin());
            return command.send(new Emission(authorization, key, prefer, traceparent, payload))
                    .toResponse();
        } finally {
            places.release();
        }
    }
}
