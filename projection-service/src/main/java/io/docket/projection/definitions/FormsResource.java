package io.docket.projection.definitions;

import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Lists forms, and shows one, in the latest version. */
@Path("/api/forms")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class FormsResource extends DefinitionsResource {
    public FormsResource(Views views) {
        super(views, DefinitionFilter.FORMS, "form");
    }
}
