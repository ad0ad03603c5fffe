package io.docket.kit.health;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** {@code /hc}: every check in detail; {@code /liveness}: whether the process is alive. 200 when up, 503 when down. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @Inject
    SmallRyeHealthReporter reporter;

    /** Every check, with its data. */
    @GET
    @Path("hc")
    public Uni<Response> detailed() {
        return reporter.getHealthAsync().map(answer(SmallRyeHealth::getPayload));
    }

    /** The liveness checks, short. */
    @GET
    @Path("liveness")
    public Uni<Response> alive() {
        return reporter.getLivenessAsync()
                .map(answer(health -> jakarta.json.Json.createObjectBuilder()
                        .add("status", health.getPayload().getString("status"))
                        .build()));
    }

    private static Function<SmallRyeHealth, Response> answer(Function<SmallRyeHealth, JsonObject> body) {
        return health -> Response.status(health.isDown() ? 503 : 200)
                .entity(body.apply(health).toString())
                .build();
    }
}
