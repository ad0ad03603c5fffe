package io.docket.projection.timeline;

import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.Fold;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each event changed, field by field, as {@link Differences} tells it. */
@ApplicationScoped
public class Changes {
    private final List<EntityProjector<?>> projectors;

    public Changes(@All List<Projector> projectors) {
        this.projectors = projectors.stream()
                .<EntityProjector<?>>mapMulti((projector, next) -> {
                    if (projector instanceof EntityProjector<?> ofEntity) {
                        next.accept(ofEntity);
                    }
                })
                .toList();
    }

    /**
     * What each event did, in the same order; nothing for an event of an entity without a view.
     *
     * @param leftOut what the views are without
     */
    public List<Told> of(List<LogEvent> events, LeftOut leftOut) {
        Map<String, Document> states = new HashMap<>();
        List<Told> told = new ArrayList<>(events.size());
        for (LogEvent event : events) {
            Told found = Told.NOTHING;
            for (EntityProjector<?> projector : projectors) {
                if (projector.documentId(event) != null) {
                    found = told(projector, event, states, leftOut);
                }
            }
            told.add(found);
        }
        return told;
    }

    private static Told told(
            EntityProjector<?> projector, LogEvent event, Map<String, Document> states, LeftOut leftOut) {
        String subject = event.envelope().subject().toString();
        Document before = states.getOrDefault(subject, Document.empty());
        Fold fold = leftOut.fold(projector, before, event);
        states.put(subject, fold.document());
        return fold.unapplied() == null
                ? new Told(Differences.between(before.fields(), fold.document().fields()), null)
                : new Told(List.of(), fold.unapplied());
    }

    /**
     * What an event did.
     *
     * @param changes the fields that it changed
     * @param unapplied why it was not applied, and so changed nothing; absent if it was
     */
    public record Told(
            List<Map<String, @Nullable Object>> changes,
            @Nullable String unapplied) {
        private static final Told NOTHING = new Told(List.of(), null);
    }
}
