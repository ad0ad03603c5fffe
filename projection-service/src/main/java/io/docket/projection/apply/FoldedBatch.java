package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of events makes of the documents that it touches.
 *
 * @param touched every document that an event of the batch belongs to, as it is after the batch
 * @param changed which of them the batch changed
 * @param sealed what they have outgrown, to be written before them
 * @param actors who acted, by tenant
 * @param lastEvents the last event folded into each changed document
 * @param owners the document that each sealed one was cut from
 * @param refused documents that cannot be stored for what they are, and why
 */
public record FoldedBatch(
        Map<DocumentKey, Document> touched,
        Set<DocumentKey> changed,
        Map<DocumentKey, Document> sealed,
        Map<String, Set<String>> actors,
        Map<DocumentKey, LogEvent> lastEvents,
        Map<DocumentKey, DocumentKey> owners,
        Map<DocumentKey, String> refused) {}
