package io.docket.files.upload;

import io.docket.files.catalog.FileDocument;
import io.docket.files.catalog.FileRecord;
import io.docket.files.command.CommandAnswer;
import io.docket.files.command.Sender;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/files}: bringing a file. */
@Path("/api/files")
@Authenticated
@RunOnVirtualThread
@Tag(name = "files")
public class UploadResource {
    private static final String REPLAYED = "Docket-Replayed";

    private final Uploads uploads;
    private final Completions completions;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public UploadResource(Uploads uploads, Completions completions, CallerProducer callers, SecurityIdentity identity) {
        this.uploads = uploads;
        this.completions = completions;
        this.callers = callers;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Announce a file",
            description =
                    "Answers a presigned PUT that takes exactly the announced bytes, or one for each part; none where the"
                            + " bytes are there already, of a file that was announced under the same key.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewFile.class)))
    @APIResponse(
            responseCode = "201",
            description = "How to bring the bytes; with Docket-Replayed of a file that was announced before",
            content = @Content(schema = @Schema(implementation = AnnouncedFile.class)))
    @APIResponse(
            responseCode = "422",
            description = "The task belongs to no case, or the key was used for another file")
    public Response announce(
            @HeaderParam("Idempotency-Key") @Parameter(description = UploadKeys.TOLD) @Nullable String key,
            byte[] body) {
        Caller caller = callers.caller(identity);
        AnnouncedFile announced = key == null ? uploads.announce(caller, body) : uploads.announce(caller, key, body);
        Response.ResponseBuilder response =
                Response.created(URI.create("/api/files/" + announced.id())).entity(announced);
        if (announced.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.build();
    }

    @POST
    @Path("{id}/upload")
    @Operation(summary = "Fresh links", description = "For an upload that takes longer than the links are valid.")
    @APIResponse(responseCode = "200", description = "How to bring the bytes")
    public AnnouncedFile renew(@PathParam("id") String id) {
        return uploads.renew(callers.caller(identity), id);
    }

    @POST
    @Path("{id}/complete")
    @Operation(
            summary = "Complete an upload",
            description = "Verifies size and SHA-256 of the stored bytes, then attaches the file to its case.")
    @APIResponse(
            responseCode = "200",
            description = "The file, attached to its case",
            content = @Content(schema = @Schema(implementation = FileDocument.class)))
    @APIResponse(responseCode = "409", description = "Bytes are missing")
    @APIResponse(responseCode = "422", description = "The bytes are not the announced ones; the file is gone")
    public Response complete(@PathParam("id") String id, @Context HttpHeaders headers) {
        FileRecord file = completions.complete(callers.caller(identity), id, Sender.of(headers));
        return Response.ok(FileDocument.of(file))
                .header(CommandAnswer.POSITION, file.position())
                .build();
    }
}
