package io.docket.workflow.mail.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.id.EntityId;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The queries of the platform.
 *
 * @param calls how it is asked
 * @param url where it is
 */
public record HttpCaseLookup(ServiceCalls calls, URI url) implements CaseLookup {
    @Override
    public Optional<String> byNumber(String number) {
        return first("/api/cases?limit=1&number=" + encoded(number), "id");
    }

    @Override
    public Optional<String> byId(String caseId) {
        return EntityId.isRoot(caseId) ? text(theCase(caseId), "id") : Optional.empty();
    }

    @Override
    public Optional<String> numberOf(String caseId) {
        return text(theCase(caseId), "number");
    }

    @Override
    public Optional<String> byMessage(String messageId) {
        return first("/api/mails?limit=1&messageId=" + encoded(messageId), "caseId");
    }

    @Override
    public Optional<Instant> receivedAt(String messageId) {
        return first("/api/mails?limit=1&state=received&messageId=" + encoded(messageId), "createdAt")
                .map(Instant::parse);
    }

    @Override
    public Set<String> filesOf(String caseId) {
        Set<String> digests = new HashSet<>();
        for (JsonNode file : theCase(caseId).path("files")) {
            digests.add(file.path("sha256").asText());
        }
        return digests;
    }

    private JsonNode theCase(String caseId) {
        return calls.get(url.resolve("/api/cases/" + encoded(caseId)));
    }

    private Optional<String> first(String query, String field) {
        return text(calls.getStanding(url.resolve(query)).path("items").path(0), field);
    }

    private static Optional<String> text(JsonNode document, String field) {
        return Optional.of(document.path(field).asText("")).filter(value -> !value.isEmpty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
