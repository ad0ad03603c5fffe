package io.docket.command.http;

import io.docket.command.catalog.CommandTypes;
import io.docket.command.payload.CommandSchemas;
import io.docket.kit.problem.Problems;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /api/commands/schemas/{type}}: the JSON Schema of a command's payload. */
@Path("/api/commands/schemas")
@PermitAll
public class SchemaResource {
    private static final String COMMON = "common";

    private final CommandTypes types;

    SchemaResource(CommandTypes types) {
        this.types = types;
    }

    /** The schema. */
    @GET
    @Path("{type}")
    @Produces("application/schema+json")
    @Operation(operationId = "commandSchema", summary = "The JSON Schema of a command's payload")
    public String schema(@PathParam("type") String type) {
        if (!type.equals(COMMON) && types.find(type).isEmpty()) {
            throw Problems.notFound("there is no command " + type);
        }
        return CommandSchemas.source(type);
    }
}
