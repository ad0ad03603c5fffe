package io.docket.projection.apply;

import io.docket.projection.view.Document;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A view that keeps the offsets of its events in the order in which it got them, and cannot take some. */
final class Fragile implements Projector {
    static final String VIEW = "fragile";
    static final String SEEN = "seen";

    /** Offsets of events that it cannot take, until it is mended. */
    final Set<Long> poison = new HashSet<>();

    /** Offsets after which a document cannot be counted. */
    final Set<Long> uncountable = new HashSet<>();

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public String documentId(LogEvent event) {
        return event.id();
    }

    @Override
    public boolean begins(LogEvent event) {
        return event.envelope().sequence() == 1;
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        if (poison.contains(event.position().offset())) {
            throw new FoldFailure("poison at " + event.position().offset());
        }
        return before.copy().append(SEEN, event.position().offset());
    }

    @Override
    public Map<String, Long> counters(Document document) {
        List<Object> seen = document.list(SEEN);
        if (seen.stream().anyMatch(uncountable::contains)) {
            throw new IllegalStateException("uncountable");
        }
        return Map.of();
    }
}
