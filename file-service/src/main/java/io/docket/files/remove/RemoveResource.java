package io.docket.files.remove;

import io.docket.files.command.CommandAnswer;
import io.docket.files.command.Sender;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code DELETE /api/files/{id}}: removing a file. */
@Path("/api/files/{id}")
@Authenticated
@RunOnVirtualThread
@Tag(name = "files")
public class RemoveResource {
    private final Removals removals;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public RemoveResource(Removals removals, CallerProducer callers, SecurityIdentity identity) {
        this.removals = removals;
        this.callers = callers;
        this.identity = identity;
    }

    @DELETE
    @Operation(summary = "Remove a file", description = "Detaches it from its case, then removes the bytes.")
    @APIResponse(responseCode = "204", description = "The file is gone")
    public Response remove(@PathParam("id") String id, @Context HttpHeaders headers) {
        String position = removals.remove(callers.caller(identity), id, Sender.of(headers))
                .orElse(null);
        return Response.noContent().header(CommandAnswer.POSITION, position).build();
    }
}
