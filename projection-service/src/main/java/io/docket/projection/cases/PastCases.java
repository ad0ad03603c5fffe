package io.docket.projection.cases;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.problem.Problems;
import io.docket.projection.timeline.TimelineEvents;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases as they were: the events of the case up to then, folded as the view of today folds them. */
@ApplicationScoped
public class PastCases {
    private static final String VERSION = "version";

    /** Entries that are read at once, at least. */
    private static final int LEAST = 256;

    private final TimelineEvents events;
    private final CaseProjector projector;

    public PastCases(TimelineEvents events, CaseProjector projector) {
        this.events = events;
        this.projector = projector;
    }

    /** The case as it was then; 404 if it was not there, or never had that version. */
    public Uni<Document> find(String tenant, String caseId, AsOf asOf) {
        return goOn(tenant, caseId, new UpTo(new Subject("case", caseId).toString(), asOf), Document.empty(), null)
                .map(document -> requireReached(caseId, document, asOf));
    }

    /**
     * Reads on until an event was too late or none is ahead: as many entries as events may be ahead, and at least as many as
     * were read before, as most of them may be of tasks.
     */
    private Uni<Document> goOn(String tenant, String caseId, UpTo upTo, Document before, @Nullable Long after) {
        long read = after == null ? 0 : after + 1;
        long count = upTo.asOf().ahead(before.number(VERSION)).orElse(0);
        int next = (int) Math.min(Math.max(count, Math.max(LEAST, read)), Integer.MAX_VALUE);
        return events.next(next, tenant, caseId, after, upTo).chain(stretch -> {
            Document folded = fold(before, stretch.events());
            return stretch.last().isPresent() && !upTo.passed(folded.number(VERSION))
                    ? goOn(tenant, caseId, upTo, folded, stretch.last().get())
                    : Uni.createFrom().item(folded);
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

    private Document fold(Document before, List<LogEvent> events) {
        Document document = before;
        for (LogEvent event : events) {
            document = projector.fold(document, event).at(event.position().offset());
        }
        return document;
    }

    private static Document requireReached(String caseId, Document document, AsOf asOf) {
        boolean unreached = asOf instanceof AsOf.Version(long version) && document.number(VERSION) < version;
        if (document.at() == Document.NEVER || unreached) {
            throw Problems.notFound("There was no case " + caseId + " " + asOf);
        }
        return document;
    }
}
