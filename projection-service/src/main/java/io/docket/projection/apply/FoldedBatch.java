package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import java.util.List;
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
 * @param deadLetters events that did not fit
 */
public record FoldedBatch(
        Map<DocumentKey, Document> touched,
        Set<DocumentKey> changed,
        Map<DocumentKey, Document> sealed,
        Map<String, Set<String>> actors,
        Map<DocumentKey, LogEvent> lastEvents,
        List<DeadLetter> deadLetters) {}
