package io.docket.projection.casetypes;

import io.docket.contracts.event.CaseTypeEvent;
import io.docket.projection.view.Document;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps every version of each case type: cases stay with the one that they were opened with. */
@ApplicationScoped
public class CaseTypeVersionProjector implements Projector {
    /** Name of the view. */
    public static final String VIEW = "case-type-versions";

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public @Nullable String documentId(LogEvent event) {
        return event.event() instanceof CaseTypeEvent.Defined
                ? id(event.id(), event.envelope().sequence())
                : null;
    }

    /** Id of a version. */
    static String id(String caseType, long version) {
        return caseType + '/' + version;
    }

    @Override
    public boolean begins(LogEvent event) {
        return true;
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        if (!(event.event() instanceof CaseTypeEvent.Defined defined)) {
            throw new FoldFailure(event.envelope().type() + " defines nothing");
        }
        Document document = Document.empty().set("id", event.id());
        CaseTypeProjector.define(document, defined);
        return document.set("version", event.envelope().sequence())
                .set("definedAt", event.envelope().happenedAt())
                .set("definedBy", event.envelope().actor())
                .set("recordedAt", event.envelope().time());
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(ViewIndex.on("id", "version"));
    }
}
