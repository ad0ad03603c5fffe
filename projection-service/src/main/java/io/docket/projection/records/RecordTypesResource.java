package io.docket.projection.records;

import io.docket.projection.definitions.DefinitionsResource;
import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Lists record types, and shows one, in the latest version. */
@Path("/api/record-types")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RecordTypesResource extends DefinitionsResource {
    public RecordTypesResource(Views views) {
        super(views, RecordFilter.TYPES, "record type");
    }
}
