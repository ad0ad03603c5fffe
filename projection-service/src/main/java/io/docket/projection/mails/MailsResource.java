package io.docket.projection.mails;

import io.docket.projection.query.ListParameters;
import io.docket.projection.query.Views;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists e-mails, and shows one. */
@Path("/api/mails")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MailsResource {
    private final Views views;

    public MailsResource(Views views) {
        this.views = views;
    }

    /** The e-mails, the newest first unless {@code sort} says otherwise. */
    @GET
    @Operation(summary = "Lists e-mails")
    @Parameter(name = "case", in = ParameterIn.QUERY, description = "id of the case, or none")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "received, parked, requested, sending, sent or failed")
    @Parameter(name = "messageId", in = ParameterIn.QUERY, description = "Message-ID, with its angle brackets")
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "createdAt or updatedAt; - in front: descending. " + ListParameters.SORT)
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = ListParameters.LIMIT)
    @Parameter(name = "after", in = ParameterIn.QUERY, description = ListParameters.AFTER)
    public Uni<Map<String, @Nullable Object>> list(@Context UriInfo uri) {
        return views.list(MailFilter.LISTING, uri);
    }

    /** The e-mail. */
    @GET
    @Path("{id}")
    @Operation(summary = "Shows an e-mail")
    public Uni<Response> show(@PathParam("id") String id, @Context UriInfo uri) {
        return views.show("mails", MailProjector.VIEW, "mail", id, uri);
    }
}
