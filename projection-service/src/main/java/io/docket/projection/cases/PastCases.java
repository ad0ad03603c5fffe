package io.docket.projection.cases;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.problem.Problems;
import io.docket.projection.deadletter.Evictions;
import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.timeline.TimelineEvents;
import io.docket.projection.view.Document;
import io.docket.projection.view.Fold;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cases as they were: the events of the case up to then, folded as the view of today folds them. */
@ApplicationScoped
public class PastCases {
    private static final String VERSION = "version";

    /** Entries that are read at once, at least. */
    private static final int LEAST = 256;

    private final TimelineEvents events;
    private final CaseProjector projector;
    private final Evictions evictions;

    public PastCases(TimelineEvents events, CaseProjector projector, Evictions evictions) {
        this.events = events;
        this.projector = projector;
        this.evictions = evictions;
    }

    /**
     * The case as it was then. Events that cannot be applied, or that an operator left out of the view, whenever that was, are
     * passed over, and are in {@code unapplied}: {@code [{position, type, version, reason}]}. 404 if it was not there, never
     * had that version, or cannot be without such an event.
     */
    public Uni<Document> find(String tenant, String caseId, AsOf asOf) {
        UpTo upTo = new UpTo(new Subject("case", caseId).toString(), asOf);
        return evictions
                .of(tenant, caseId)
                .chain(leftOut -> goOn(tenant, caseId, upTo, new Past(leftOut), null))
                .map(past -> requireReached(caseId, past, asOf));
    }

    /**
     * Reads on until an event was too late or none is ahead: as many entries as events may be ahead, and at least as many as
     * were read before, as most of them may be of tasks.
     */
    private Uni<Past> goOn(String tenant, String caseId, UpTo upTo, Past past, @Nullable Long after) {
        long read = after == null ? 0 : after + 1;
        long count = upTo.asOf().ahead(past.document.number(VERSION)).orElse(0);
        int next = (int) Math.min(Math.max(count, Math.max(LEAST, read)), Integer.MAX_VALUE);
        return events.next(next, tenant, new Subject("case", caseId), after, upTo)
                .chain(stretch -> {
                    stretch.events().forEach(event -> past.add(projector, event));
                    return stretch.last().isPresent() && !upTo.passed(past.document.number(VERSION))
                            ? goOn(tenant, caseId, upTo, past, stretch.last().get())
                            : Uni.createFrom().item(past);
                });
    }

    /** Wants the events of the case up to the first that is too late: a clock that was set back does not bring later ones in. */
    private static final class UpTo implements TimelineEvents.Wanted {
        private final String subject;
        private final AsOf asOf;
        private boolean late;

        UpTo(String subject, AsOf asOf) {
            this.subject = subject;
            this.asOf = asOf;
        }

        AsOf asOf() {
            return asOf;
        }

        /** True if nothing can follow that is included, once the case has come to that version. */
        boolean passed(long reached) {
            return late || asOf.ahead(reached).orElse(1) <= 0;
        }

        @Override
        public boolean test(String of, long version, Instant recordedAt) {
            boolean ofCase = of.equals(subject);
            late = late || ofCase && !asOf.includes(version, recordedAt);
            return ofCase && !late;
        }
    }

    /** A case so far, and those of its events that were not applied. */
    private static final class Past {
        private final LeftOut leftOut;
        private final List<Map<String, Object>> unapplied = new ArrayList<>();
        private Document document = Document.empty();

        Past(LeftOut leftOut) {
            this.leftOut = leftOut;
        }

        void add(CaseProjector projector, LogEvent event) {
            Fold fold = leftOut.fold(projector, document, event);
            document = fold.document();
            if (fold.unapplied() != null) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("position", event.position().toString());
                told.put("type", event.envelope().type());
                told.put("version", event.envelope().sequence());
                told.put("reason", fold.unapplied());
                unapplied.add(told);
            }
        }
    }

    private static Document requireReached(String caseId, Past past, AsOf asOf) {
        Document document = past.document;
        if (document.at() == Document.NEVER && !past.unapplied.isEmpty()) {
            throw Problems.notFound("Case " + caseId + " cannot be shown " + asOf + ": "
                    + past.unapplied.getFirst().get("reason"));
        }
        boolean unreached = asOf instanceof AsOf.Version(long version) && document.number(VERSION) < version;
        if (document.at() == Document.NEVER || unreached) {
            throw Problems.notFound("There was no case " + caseId + " " + asOf);
        }
        return past.unapplied.isEmpty() ? document : document.copy().set("unapplied", past.unapplied);
    }
}
