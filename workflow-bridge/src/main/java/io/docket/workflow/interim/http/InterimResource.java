package io.docket.workflow.interim.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.json.Json;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.kit.problem.Problems;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.Checking;
import io.docket.workflow.interim.Submission;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.settings.InterimSettings;
import io.docket.workflow.signature.CanonicalJson;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/interim}: bringing and reading interim data. Bodies are {@code {"data": {...}, "signature": "..."}}. */
@Path("/api/interim")
@Authenticated
@RunOnVirtualThread
@Tag(name = "interim data")
public class InterimResource {
    private static final String WRITE = "interim:write";
    private static final String READ = "interim:read";

    private final Bringing bringing;
    private final Checking checking;
    private final Needs needs;
    private final CallerProducer callers;
    private final SecurityIdentity identity;
    private final int maxBytes;
    private final Duration reservation;

    InterimResource(
            Bringing bringing,
            Checking checking,
            Needs needs,
            CallerProducer callers,
            SecurityIdentity identity,
            InterimSettings settings) {
        this.bringing = bringing;
        this.checking = checking;
        this.needs = needs;
        this.callers = callers;
        this.identity = identity;
        this.maxBytes = settings.maxBytes();
        this.reservation = settings.reservation();
    }

    @PUT
    @Path("tasks/{taskId}/form")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Bring the form of a task",
            description = "Kept sealed until the process instance ends. Complete the task with the answer as its form.")
    @APIResponse(responseCode = "200", description = "What complete-task names it by")
    @APIResponse(responseCode = "409", description = "The task or its process is over")
    @APIResponse(responseCode = "422", description = "The signature does not fit, or the data has no canonical form")
    @APIResponse(responseCode = "503", description = "Not now; nothing is known to be kept")
    public InterimRef bringTaskForm(@PathParam("taskId") String taskId, byte[] body) {
        Caller caller = caller(WRITE);
        return Answers.of(() -> bringing.taskForm(caller, token(), taskId, submission(body)));
    }

    @GET
    @Path("tasks/{taskId}/form")
    @Operation(summary = "Read the form of a task")
    public Brought readTaskForm(@PathParam("taskId") String taskId) {
        Caller caller = caller(READ);
        return Answers.of(() -> Brought.of(checking.taskForm(caller.tenant(), taskId)));
    }

    @POST
    @Path("process-definitions/{processId}/start-forms")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Bring a form to start a process with", description = "Name it in start-process.")
    @APIResponse(responseCode = "201", description = "What start-process names it by")
    public Response bringStartForm(@PathParam("processId") String processId, byte[] body) {
        Caller caller = caller(WRITE);
        return created(Answers.of(() -> bringing.startForm(caller, token(), processId, submission(body))));
    }

    @POST
    @Path("process-definitions/{processId}/start-messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Bring the payload of a message to a process", description = "Name it in publish-message.")
    @APIResponse(responseCode = "201", description = "What publish-message names it by")
    public Response bringPayload(@PathParam("processId") String processId, byte[] body) {
        Caller caller = caller(WRITE);
        return created(Answers.of(() -> bringing.payload(caller, processId, submission(body))));
    }

    @GET
    @Path("data")
    @Operation(summary = "Read interim data by its key")
    public Brought read(@QueryParam("key") @Nullable String key) {
        Caller caller = caller(READ);
        if (key == null) {
            throw Problems.invalid("The parameter key is missing.", List.of());
        }
        return Answers.of(() -> Brought.of(checking.read(caller.tenant(), key)));
    }

    @POST
    @Path("checks")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Check a reference, and keep what it names for a command",
            description = "For the command service, in the name of the caller.")
    @APIResponse(responseCode = "200", description = "The data, which is what the reference says")
    @APIResponse(responseCode = "422", description = "It is not, or another command has it for good")
    @APIResponse(responseCode = "503", description = "Not now; or another command that is under way has it")
    public Brought check(byte[] body) {
        Caller caller = caller(WRITE);
        return Answers.of(() -> {
            Check check = Check.read(body);
            Submission found = checking.take(
                    caller.tenant(), check.use(), check.id(), check.reference(), check.commandId(), reservation);
            return Brought.of(found, startForm(caller.tenant(), check));
        });
    }

    private @Nullable String startForm(String tenant, Check check) {
        return check.use() == Checking.Use.START_PROCESS
                ? needs.of(tenant, check.id()).startForm()
                : null;
    }

    private Submission submission(byte[] body) {
        if (body.length > maxBytes) {
            throw new Refused("too-large", "interim data has at most " + maxBytes + " bytes");
        }
        return Submission.read(body);
    }

    private Caller caller(String action) {
        Caller caller = callers.caller(identity);
        AccessTable.require(caller, action);
        return caller;
    }

    private String token() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return token.getRawToken();
        }
        throw new UnauthorizedException("a bearer token is required");
    }

    private static Response created(InterimRef reference) {
        return Response.status(Response.Status.CREATED).entity(reference).build();
    }

    /**
     * Data as it was brought.
     *
     * @param formKey key of the form that a start form of its process is to fill in; absent for other data
     */
    public record Brought(
            JsonNode data,
            @Nullable String signature,
            @Nullable String formKey) {
        static Brought of(Submission submission) {
            return of(submission, null);
        }

        static Brought of(Submission submission, @Nullable String formKey) {
            return new Brought(Json.tree(submission.data().bytes()), submission.signature(), formKey);
        }
    }

    /**
     * What a command wants to do with a reference.
     *
     * @param commandId the command, for which a start form or payload is kept then
     */
    public record Check(Checking.Use use, String id, InterimRef reference, String commandId) {
        private static final List<String> MEMBERS =
                List.of("/use", "/id", "/reference/key", "/reference/sha256", "/commandId");

        static Check read(byte[] body) {
            JsonNode json = CanonicalJson.read(body);
            for (String member : MEMBERS) {
                if (!json.at(member).isTextual()) {
                    throw new Refused("unreadable-json", member + " is missing");
                }
            }
            return Json.read(body, Check.class);
        }
    }
}
