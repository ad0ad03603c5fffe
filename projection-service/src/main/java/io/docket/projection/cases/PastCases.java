package io.docket.projection.cases;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.problem.Problems;
import io.docket.projection.timeline.TimelineEvents;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases as they were: the events of the case up to then, folded as the view of today folds them. */
@ApplicationScoped
public class PastCases {
    private static final String VERSION = "version";

    /** Entries that are read at once, at least. */
    private static final int LEAST = 64;

    private final TimelineEvents events;
    private final CaseProjector projector;

    public PastCases(TimelineEvents events, CaseProjector projector) {
        this.events = events;
        this.projector = projector;
    }

    /** The case as it was then; 404 if it was not there, or never had that version. */
    public Uni<Document> find(String tenant, String caseId, AsOf asOf) {
        return goOn(tenant, caseId, asOf, Document.empty(), null)
                .map(document -> requireReached(caseId, document, asOf));
    }

    /**
     * Reads on until nothing that may follow is included: about as many entries as events are ahead, and at least as many as
     * were read before, as most of them may be of tasks.
     */
    private Uni<Document> goOn(String tenant, String caseId, AsOf asOf, Document before, @Nullable Long after) {
        long count = Math.max(asOf.ahead(before.number(VERSION)), after == null ? LEAST : after + 1);
        String subject = new Subject("case", caseId).toString();
        return events.next(
                        (int) Math.min(count, Integer.MAX_VALUE),
                        tenant,
                        caseId,
                        after,
                        (of, version, recordedAt) -> of.equals(subject) && asOf.includes(version, recordedAt))
                .chain(stretch -> {
                    Document folded = fold(before, stretch.events());
                    return stretch.last().isPresent() && asOf.ahead(folded.number(VERSION)) > 0
                            ? goOn(tenant, caseId, asOf, folded, stretch.last().get())
                            : Uni.createFrom().item(folded);
                });
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
