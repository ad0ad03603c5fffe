package io.docket.workflow.removal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.workflow.command.TenantCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Set;

/**
 * The views of tasks and processes.
 *
 * @param calls how they are asked
 * @param url where they are
 */
public record HttpTaskEnds(TenantCalls calls, URI url) implements TaskEnds {
    private static final Set<String> OVER = Set.of("completed", "terminated");

    @Override
    public boolean isProcessOver(String tenant, String taskId) {
        String process = field(tenant, "/api/tasks/" + taskId, "processInstanceId");
        return !process.isEmpty() && OVER.contains(field(tenant, "/api/processes/" + process, "state"));
    }

    private String field(String tenant, String path, String name) {
        int id = path.lastIndexOf('/') + 1;
        String encoded = path.substring(0, id) + URLEncoder.encode(path.substring(id), UTF_8);
        return calls.get(tenant, url.resolve(encoded)).path(name).asText("");
    }
}
