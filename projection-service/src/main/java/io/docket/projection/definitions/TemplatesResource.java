package io.docket.projection.definitions;

import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Lists templates, and shows one, in the latest version. */
@Path("/api/templates")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TemplatesResource extends DefinitionsResource {
    public TemplatesResource(Views views) {
        super(views, DefinitionFilter.TEMPLATES, "template");
    }
}
