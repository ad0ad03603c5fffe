package io.docket.workflow.removal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.command.TenantCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;

/**
 * The files of tasks in the file service.
 *
 * @param calls how it is asked
 * @param url where it is
 */
public record HttpTaskFiles(TenantCalls calls, URI url) implements TaskFiles, FiledTasks {
    @Override
    public void removeOf(String tenant, String taskId) {
        calls.delete(tenant, url.resolve("/api/files?subject=" + URLEncoder.encode("task/" + taskId, UTF_8)));
    }

    @Override
    public List<String> after(String tenant, String after) {
        return calls.get(tenant, url.resolve("/api/files/tasks?after=" + URLEncoder.encode(after, UTF_8)))
                .path("items")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
