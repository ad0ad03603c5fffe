package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what a fold made: what documents have outgrown, then the documents themselves. */
final class FoldWriter {
    private final Map<String, Projector> projectors;
    private final Views views;
    private final Duration timeout;

    FoldWriter(List<Projector> projectors, Views views, Duration timeout) {
        this.projectors = projectors.stream().collect(Collectors.toMap(Projector::view, Function.identity()));
        this.views = views;
        this.timeout = timeout;
    }

    /** Writes the changed documents. */
    Written write(FoldedBatch batch) {
        Map<DocumentKey, String> refused = new HashMap<>(batch.refused());
        Map<DocumentKey, HotViews.State> states = new HashMap<>();
        batch.touched().forEach((key, document) -> {
            try {
                states.put(key, HotState.of(projectors.get(key.view()), key, document));
            } catch (RuntimeException uncountable) {
                refused.put(key, FoldFailure.why(uncountable));
            }
        });
        Map<DocumentKey, Document> pages = new HashMap<>(batch.sealed());
        pages.keySet().removeIf(page -> refused.containsKey(batch.owners().get(page)));
        if (!pages.isEmpty()) {
            await(views.write(pages))
                    .forEach((page, why) -> refused.put(batch.owners().get(page), why));
        }
        Map<DocumentKey, Document> changed = new HashMap<>();
        batch.changed().forEach(key -> {
            if (!refused.containsKey(key)) {
                changed.put(key, batch.touched().get(key));
            }
        });
        refused.putAll(await(views.write(changed)));
        states.keySet().removeAll(refused.keySet());
        return new Written(Map.copyOf(refused), new ArrayList<>(states.values()));
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(timeout);
    }

    /**
     * What became of the documents.
     *
     * @param refused those that were not written for what they are, and why
     * @param states what the hot views keep of the others
     */
    record Written(Map<DocumentKey, String> refused, List<HotViews.State> states) {}
}
