package io.docket.projection.cases;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.problem.Problems;
import io.docket.projection.timeline.TimelineEvents;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Cases as they were: the events of the case up to then, folded as the view of today folds them. */
@ApplicationScoped
public class PastCases {
    private final TimelineEvents events;
    private final CaseProjector projector;

    public PastCases(TimelineEvents events, CaseProjector projector) {
        this.events = events;
        this.projector = projector;
    }

    /** The case as it was then; 404 if it was not there, or never had that version. */
    public Uni<Document> find(String tenant, String caseId, AsOf asOf) {
        String subject = new Subject("case", caseId).toString();
        return events.first(
                        Integer.MAX_VALUE,
                        tenant,
                        caseId,
                        (of, version, recordedAt) -> of.equals(subject) && asOf.includes(version, recordedAt))
                .map(found -> fold(caseId, found, asOf));
    }

    private Document fold(String caseId, List<LogEvent> found, AsOf asOf) {
        Document document = Document.empty();
        for (LogEvent event : found) {
            document = projector.fold(document, event).at(event.position().offset());
        }
        boolean unreached = asOf instanceof AsOf.Version(long version) && document.number("version") < version;
        if (document.at() == Document.NEVER || unreached) {
            throw Problems.notFound("There was no case " + caseId + " " + asOf);
        }
        return document;
    }
}
