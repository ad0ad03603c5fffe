package io.docket.projection.generations;

import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Shows the projections to an operator, builds them anew, switches back, drops what is not needed. */
@Path("/api/admin/projections")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
public class ProjectionsResource {
    private static final String ACTION = "admin:projections";

    private final Administration administration;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public ProjectionsResource(Administration administration, CallerProducer callers, SecurityIdentity identity) {
        this.administration = administration;
        this.callers = callers;
        this.identity = identity;
    }

    /** Every view: its version, its generations, and how far a build is. */
    @GET
    @Operation(summary = "Lists the projections, their generations and the progress of builds")
    public Map<String, List<ProjectionStatus>> list() {
        require();
        return Map.of("items", administration.statuses());
    }

    /** One view. */
    @GET
    @Path("{name}")
    @Operation(summary = "Shows a projection, its generations and the progress of its build")
    @APIResponse(responseCode = "404", description = "there is no such projection")
    public ProjectionStatus show(@PathParam("name") String name) {
        require();
        return administration.status(name);
    }

    /** Builds a new generation from the whole log beside the serving one, and switches when it is complete. */
    @POST
    @Path("{name}/rebuild")
    @Operation(summary = "Builds a projection anew, or all of them, without an interruption")
    @APIResponse(responseCode = "202", description = "it is being built; Location tells how far it is")
    @APIResponse(responseCode = "404", description = "there is no such projection")
    @APIResponse(responseCode = "409", description = "it is being built already")
    public Response rebuild(@PathParam("name") String name) {
        Caller caller = require();
        List<ProjectionStatus> asked = administration.rebuild(name, caller.user());
        String where = name.equals(Administration.ALL) ? "" : "/" + name;
        return Response.accepted(Map.of("items", asked))
                .location(URI.create("/api/admin/projections" + where))
                .build();
    }

    /** Serves from the generation that served before, at once; asked again, it goes forward. */
    @POST
    @Path("{name}/rollback")
    @Operation(summary = "Goes back to the former generation of a projection, or of all of them")
    @APIResponse(responseCode = "200", description = "the former generation serves")
    @APIResponse(responseCode = "404", description = "there is no such projection")
    @APIResponse(responseCode = "409", description = "no former generation is kept")
    public Map<String, List<ProjectionStatus>> rollBack(@PathParam("name") String name) {
        Caller caller = require();
        return Map.of("items", administration.rollBack(name, caller.user()));
    }

    /** Drops a generation as soon as nobody can read it any more. */
    @DELETE
    @Path("{name}/generations/{number}")
    @Operation(summary = "Drops a generation that does not serve, or gives up one that is being built")
    @APIResponse(responseCode = "202", description = "it is dropped as soon as nobody can read it any more")
    @APIResponse(responseCode = "404", description = "there is no such projection or generation")
    @APIResponse(responseCode = "409", description = "it serves")
    public Response drop(@PathParam("name") String name, @PathParam("number") String number) {
        Caller caller = require();
        administration.drop(name, number(number), caller.user());
        return Response.accepted().build();
    }

    private Caller require() {
        Caller caller = callers.caller(identity);
        AccessTable.require(caller, ACTION);
        return caller;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problems.invalid(
                    "The number of a generation is a whole number",
                    List.of(new FieldError("number", "is not a whole number")));
        }
    }
}
