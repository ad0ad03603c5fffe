package io.docket.workflow.mail.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.retry.Refused;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * The file service: a file is announced, its bytes are put where it says, in one piece or in parts, and it is completed. What was
 * announced before under the same key goes on where it broke off.
 *
 * @param calls how it is called
 * @param url where it is
 */
public record HttpCaseFiles(ServiceCalls calls, URI url) implements CaseFiles {
    @Override
    public void attach(String caseId, Attachment file, String sha256, String key) {
        ObjectNode announced = Json.mapper()
                .createObjectNode()
                .put("name", file.name())
                .put("contentType", file.contentType())
                .put("size", file.bytes().length)
                .put("sha256", sha256)
                .put("subject", "case/" + caseId);
        JsonNode answer = calls.post(url.resolve("/api/files"), key, BodyPublishers.ofByteArray(Json.bytes(announced)));
        if (answer.path("upload").isObject()) {
            bring(file, answer.path("upload"));
        }
        calls.post(url.resolve("/api/files/" + answer.path("id").asText() + "/complete"), BodyPublishers.noBody());
    }

    private void bring(Attachment file, JsonNode upload) {
        String method = upload.path("method").asText("PUT");
        if (upload.path("url").isTextual()) {
            put(upload, method, BodyPublishers.ofByteArray(file.bytes()));
            return;
        }
        int from = 0;
        for (JsonNode part : upload.path("parts")) {
            int size = Math.clamp(part.path("size").asLong(), 0, file.bytes().length - from);
            put(part, method, BodyPublishers.ofByteArray(file.bytes(), from, size));
            from += size;
        }
        if (from != file.bytes().length) {
            throw new Refused(
                    "attachment-upload", file.name() + " cannot be brought: there are not parts for all of it");
        }
    }

    private void put(JsonNode to, String method, BodyPublisher bytes) {
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(to.path("url").asText())).method(method, bytes);
        to.path("headers")
                .properties()
                .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
        calls.sendAsIs(put);
    }
}
