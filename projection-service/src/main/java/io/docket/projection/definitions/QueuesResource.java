package io.docket.projection.definitions;

import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Lists queues, and shows one, in the latest version. */
@Path("/api/queues")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class QueuesResource extends DefinitionsResource {
    public QueuesResource(Views views) {
        super(views, DefinitionFilter.QUEUES, "queue");
    }
}
