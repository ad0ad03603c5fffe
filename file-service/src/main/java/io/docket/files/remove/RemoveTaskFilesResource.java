package io.docket.files.remove;

import io.docket.contracts.envelope.Subject;
import io.docket.files.command.Sender;
import io.docket.kit.identity.CallerProducer;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code DELETE /api/files?subject=task/<id>}: removing what was brought for a task of a process that is over. */
@Path("/api/files")
@Authenticated
@RunOnVirtualThread
@Tag(name = "files")
public class RemoveTaskFilesResource {
    private static final String TASK = "task";

    private final Removals removals;
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public RemoveTaskFilesResource(Removals removals, CallerProducer callers, SecurityIdentity identity) {
        this.removals = removals;
        this.callers = callers;
        this.identity = identity;
    }

    @DELETE
    @Operation(
            summary = "Remove the files of a task",
            description = "For the workflow bridge, when its process is over.")
    @APIResponse(responseCode = "200", description = "How many files are gone; none are left")
    public Removed remove(@QueryParam("subject") @Nullable String subject, @Context HttpHeaders headers) {
        return new Removed(removals.removeOfTask(callers.caller(identity), taskOf(subject), Sender.of(headers)));
    }

    private static String taskOf(@Nullable String text) {
        try {
            Subject subject = Subject.parse(text == null ? "" : text);
            if (subject.entity().equals(TASK)) {
                return subject.id();
            }
        } catch (IllegalArgumentException e) {
            // The same answer as for another subject.
        }
        throw Problems.invalid(
                "The subject must be task/<id>.", List.of(new FieldError("/subject", "must be task/<id>")));
    }

    /** How many files are gone. */
    public record Removed(int removed) {}
}
