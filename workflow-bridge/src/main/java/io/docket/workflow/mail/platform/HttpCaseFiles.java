package io.docket.workflow.mail.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.retry.Refused;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * The file service: a file is announced, its bytes are put where it says, and it is completed.
 *
 * @param calls how it is called
 * @param url where it is
 */
public record HttpCaseFiles(ServiceCalls calls, URI url) implements CaseFiles {
    @Override
    public void attach(String caseId, Attachment file, String sha256) {
        ObjectNode announced = Json.mapper()
                .createObjectNode()
                .put("name", file.name())
                .put("contentType", file.contentType())
                .put("size", file.bytes().length)
                .put("sha256", sha256)
                .put("subject", "case/" + caseId);
        JsonNode answer = calls.post(url.resolve("/api/files"), BodyPublishers.ofByteArray(Json.bytes(announced)));
        JsonNode upload = answer.path("upload");
        if (!upload.path("url").isTextual()) {
            throw new Refused("attachment-too-large", file.name() + " has to be brought in parts");
        }
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asText()))
                .method(upload.path("method").asText("PUT"), BodyPublishers.ofByteArray(file.bytes()));
        upload.path("headers")
                .properties()
                .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
        calls.sendAsIs(put);
        calls.post(url.resolve("/api/files/" + answer.path("id").asText() + "/complete"), BodyPublishers.noBody());
    }
}
