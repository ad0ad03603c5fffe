package io.docket.notification.asyncapi;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /q/asyncapi}: the AsyncAPI document, as public as {@code /q/openapi}. YAML, or JSON for who asks for it. */
@Path("/q/asyncapi")
public class AsyncApiResource {
    private static final String YAML = "application/yaml";

    private final String yaml = AsyncApiDocument.yaml();
    private final String json = AsyncApiDocument.json();

    @GET
    @Operation(hidden = true)
    public Response document(@HeaderParam(HttpHeaders.ACCEPT) @DefaultValue("") String accept) {
        return accept.contains("json")
                ? Response.ok(json, MediaType.APPLICATION_JSON).build()
                : Response.ok(yaml, YAML).build();
    }

    @GET
    @Path("json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public String asJson() {
        return json;
    }
}
