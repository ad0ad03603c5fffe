package io.docket.command.http;

import io.docket.command.route.Receipt;
import io.docket.command.route.RoutedReceipts;
import io.docket.command.submit.AnswerJson;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.kit.problem.Problems;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /api/commands/receipts/{id}}: what became of a command that nobody waited for. */
@Path("/api/commands/receipts")
@Authenticated
public class ReceiptResource {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final CallerProducer callers;
    private final SecurityIdentity identity;
    private final RoutedReceipts receipts;

    ReceiptResource(CallerProducer callers, SecurityIdentity identity, RoutedReceipts receipts) {
        this.callers = callers;
        this.identity = identity;
        this.receipts = receipts;
    }

    /** The outcome as one JSON object with its {@code status}, or {@code {"state":"pending"}}. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "receipt", summary = "What became of a command that was sent with Prefer: respond-async")
    public Response receipt(@PathParam("id") String id) throws IOException {
        Caller caller = callers.caller(identity);
        AccessTable.require(caller, "query:receipts");
        Receipt known = receipts.of(caller.tenant(), id, Bearers.of(identity))
                .orElseThrow(() -> Problems.unavailable(
                        "an instance that may know receipt " + id + " does not answer", RETRY_AFTER));
        if (known.answer() != null) {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            AnswerJson.write(known.answer(), json);
            return Response.ok(json.toByteArray()).build();
        }
        if (known.pending()) {
            return Response.ok(Map.of("receipt", id, "state", "pending")).build();
        }
        throw Problems.notFound("there is no receipt " + id);
    }
}
