package io.docket.workflow.automation.http;

import io.docket.kit.problem.Problems;
import io.docket.workflow.automation.AutomationBook;
import io.docket.workflow.automation.Definitions;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.settings.BridgeSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/hooks/{tenant}/{automation}}: makes an automation run, for whoever knows its token. */
@Path("/api/hooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
@Tag(name = "automations")
public class HookResource {
    private final Hooks hooks;
    private final int maxBytes;

    HookResource(AutomationBook book, Definitions definitions, CommandAnswers commands, BridgeSettings settings) {
        this.hooks = new Hooks(book, definitions, commands);
        this.maxBytes = settings.automations().maxHookBytes();
    }

    /** Takes a call: once it is answered, the automation runs. */
    @POST
    @Path("{tenant}/{automation}")
    @Operation(
            summary = "Make an automation run",
            description =
                    "The body, if there is one, is a JSON object, which the automation's expressions see as payload. A call with"
                            + " the same Idempotency-Key or webhook-id, or without both with the same body, counts once.")
    @APIResponse(responseCode = "202", description = "Taken: the automation runs")
    @APIResponse(responseCode = "400", description = "The body is no JSON object")
    @APIResponse(responseCode = "401", description = "There is no such automation, or the token is another")
    @APIResponse(responseCode = "413", description = "Over the limit of size")
    @APIResponse(responseCode = "422", description = "Another call had the same key")
    @APIResponse(responseCode = "503", description = "Not now; call again with the same key")
    public Response call(
            @PathParam("tenant") String tenant,
            @PathParam("automation") String id,
            @HeaderParam("Docket-Hook-Token") @Nullable String token,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("webhook-id") @Nullable String messageId,
            InputStream body)
            throws IOException {
        hooks.requireToken(tenant, id, token);
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw Problems.tooLarge("a call has at most " + maxBytes + " bytes");
        }
        return Response.accepted(hooks.take(tenant, id, key, messageId, bytes)).build();
    }
}
