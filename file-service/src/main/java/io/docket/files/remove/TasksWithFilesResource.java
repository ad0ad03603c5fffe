package io.docket.files.remove;

import io.docket.files.catalog.FileCatalog;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/files/tasks}: the tasks that files were brought for. */
@Path("/api/files/tasks")
@Authenticated
@RunOnVirtualThread
@Tag(name = "files")
public class TasksWithFilesResource {
    static final int PAGE = 1_000;

    private final FileCatalog catalog;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public TasksWithFilesResource(FileCatalog catalog, CallerProducer callers, SecurityIdentity identity) {
        this.catalog = catalog;
        this.callers = callers;
        this.identity = identity;
    }

    @GET
    @Operation(
            summary = "Tasks that files were brought for",
            description = "For the workflow bridge, which looks for files that outlived their process.")
    @APIResponse(responseCode = "200", description = "Ids in order; next is where to go on, absent at the end")
    public Tasks tasks(@QueryParam("after") @DefaultValue("") String after) {
        Caller caller = callers.caller(identity);
        AccessTable.require(caller, "file:delete-of-task");
        List<String> items = catalog.tasks(caller.tenant(), after, PAGE);
        return new Tasks(items, items.size() < PAGE ? null : items.getLast());
    }

    /** Ids of tasks, and the last one if there may be more. */
    public record Tasks(List<String> items, @Nullable String next) {}
}
