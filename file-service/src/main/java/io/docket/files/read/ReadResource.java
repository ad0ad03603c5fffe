package io.docket.files.read;

import io.docket.files.catalog.FileDocument;
import io.docket.files.catalog.FileRecord;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/files/{id}}: reading a file. */
@Path("/api/files/{id}")
@Authenticated
@RunOnVirtualThread
@Tag(name = "files")
public class ReadResource {
    private final Downloads downloads;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public ReadResource(Downloads downloads, CallerProducer callers, SecurityIdentity identity) {
        this.downloads = downloads;
        this.callers = callers;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "Describe a file")
    public FileDocument describe(@PathParam("id") String id) {
        return FileDocument.of(downloads.describe(callers.caller(identity), id));
    }

    @GET
    @Path("content")
    @Operation(
            summary = "Read a file",
            description = "Redirects to a presigned link, or with stream=true answers the bytes; Range is honoured.")
    @APIResponse(responseCode = "200", description = "All bytes")
    @APIResponse(responseCode = "206", description = "The bytes of the range")
    @APIResponse(responseCode = "302", description = "Where the bytes are")
    @APIResponse(responseCode = "416", description = "The range lies outside of the file")
    public Response content(
            @PathParam("id") String id,
            @QueryParam("stream") boolean stream,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {
        FileRecord file = downloads.readable(callers.caller(identity), id);
        if (stream) {
            return StreamedFile.of(downloads, file, range, ifRange);
        }
        return Response.status(Response.Status.FOUND)
                .location(downloads.link(file))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
