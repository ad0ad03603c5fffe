package io.docket.projection.timeline;

import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.Fold;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
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
     * Begins before the first event.
     *
     * @param leftOut what the views are without
     */
    public Course course(LeftOut leftOut) {
        return new Course(projectors, leftOut);
    }

    /** Takes the events of entities one after the other, all of each from its first on, in the order of the log. */
    public static final class Course {
        private final List<EntityProjector<?>> projectors;
        private final LeftOut leftOut;
        private final Map<String, Document> states = new HashMap<>();

        private Course(List<EntityProjector<?>> projectors, LeftOut leftOut) {
            this.projectors = projectors;
            this.leftOut = leftOut;
        }

        /** Takes an event whose changes nobody asks for. */
        public void pass(LogEvent event) {
            for (EntityProjector<?> projector : projectors) {
                if (projector.documentId(event) != null) {
                    fold(projector, event);
                }
            }
        }

        /** Takes an event, and says what it did: nothing for an event of an entity without a view. */
        public Told told(LogEvent event) {
            Told found = Told.NOTHING;
            for (EntityProjector<?> projector : projectors) {
                if (projector.documentId(event) != null) {
                    Document before = before(event);
                    Fold fold = fold(projector, event);
                    found = fold.unapplied() == null
                            ? new Told(
                                    Differences.between(
                                            before.fields(), fold.document().fields()),
                                    null)
                            : new Told(List.of(), fold.unapplied());
                }
            }
            return found;
        }

        private Fold fold(EntityProjector<?> projector, LogEvent event) {
            Fold fold = leftOut.fold(projector, before(event), event);
            states.put(event.envelope().subject().toString(), fold.document());
            return fold;
        }

        private Document before(LogEvent event) {
            return states.getOrDefault(event.envelope().subject().toString(), Document.empty());
        }
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
