package io.docket.workflow.interim.http;

import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.CallerProducer;
import io.docket.workflow.backup.Backup;
import io.docket.workflow.backup.Restore;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.removal.Orphan;
import io.docket.workflow.removal.Sweep;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/interim}: what operators of a tenant do. None of it reads or changes a value. */
@Path("/api/interim")
@Authenticated
@RunOnVirtualThread
@Tag(name = "interim data, operation")
public class OperatorResource {
    private static final String OPERATE = "admin:interim";
    private static final String NDJSON = "application/x-ndjson";

    private final KeyRotation rotation;
    private final Sweep sweep;
    private final Backup backup;
    private final Restore restore;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    OperatorResource(
            KeyRotation rotation,
            Sweep sweep,
            Backup backup,
            Restore restore,
            CallerProducer callers,
            SecurityIdentity identity) {
        this.rotation = rotation;
        this.sweep = sweep;
        this.backup = backup;
        this.restore = restore;
        this.callers = callers;
        this.identity = identity;
    }

    @POST
    @Path("keys")
    @Operation(
            summary = "Rotate the tenant's data key",
            description = "New values are sealed with the new key at once; former ones stay readable and are resealed.")
    public NewKey rotate() {
        String tenant = tenant();
        return Answers.of(() -> new NewKey(rotation.rotate(tenant)));
    }

    @POST
    @Path("sweeps")
    @Operation(summary = "Look for data that should be gone", description = "Answers what was found, and repairs it.")
    public Orphans sweepNow() {
        String tenant = tenant();
        return Answers.of(() -> {
            sweep.run();
            return orphans(tenant);
        });
    }

    @GET
    @Path("orphans")
    @Operation(summary = "What the last sweep found")
    public Orphans orphans() {
        return orphans(tenant());
    }

    @GET
    @Path("backup")
    @Produces(NDJSON)
    @Operation(summary = "Sealed copies of all interim data of the tenant, with its wrapped data keys")
    public StreamingOutput backUp() {
        String tenant = tenant();
        return out -> Answers.of(() -> backup.write(tenant, out));
    }

    @POST
    @Path("restore")
    @Consumes({NDJSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Bring a backup back",
            description = "Takes what opens in its place, is not there, and belongs to an instance that runs.")
    public Restore.Report restore(InputStream body) {
        String tenant = tenant();
        return Answers.of(() -> restore.read(tenant, body));
    }

    private Orphans orphans(String tenant) {
        Sweep.Report report = sweep.last();
        return new Orphans(report.at(), report.checked(), report.orphansOf(tenant), report.expiredOf(tenant));
    }

    private String tenant() {
        var caller = callers.caller(identity);
        AccessTable.require(caller, OPERATE);
        return caller.tenant();
    }

    /** Id of the key that seals from now on. */
    public record NewKey(String id) {}

    /**
     * What a sweep found.
     *
     * @param at when
     * @param checked keys, and tasks with files, that it looked at, of all tenants
     * @param orphans the tenant's, and those of which nobody knows whose they are
     * @param expired what nobody started an instance with in time, which it removed
     */
    public record Orphans(Instant at, long checked, List<Orphan> orphans, List<Expired> expired) {}
}
