package io.docket.projection.cases;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds what happens to a case into its document. */
@ApplicationScoped
public class CaseProjector extends EntityProjector<CaseEvent> {
    /** Name of the view. */
    public static final String VIEW = "cases";

    /** What a list of cases leaves out. */
    static final String COMMENTS = "comments";

    /** What a summary of a case says. */
    static final List<String> SUMMARY =
            List.of("id", "number", "caseType", "title", "stage", "status", "assignee", "version");

    public CaseProjector() {
        super(VIEW, "case", CaseEvent.class);
    }

    @Override
    protected void apply(Document document, CaseEvent event, EventEnvelope envelope) {
        switch (event) {
            case CaseEvent.Opened opened -> open(document, opened, envelope);
            case CaseEvent.Updated updated ->
                document.set("data", PlainData.merge(document.object("data"), updated.data()));
            case CaseEvent.Moved moved -> move(document, moved, envelope);
            case CaseEvent.Assigned assigned -> document.set("assignee", assigned.assignee());
            case CaseEvent.Queued queued -> document.set("queue", queued.queue());
            case CaseEvent.CommentAdded added -> document.append(COMMENTS, comment(added, envelope));
            case CaseEvent.CommentEdited edited -> edit(document, edited, envelope);
            case CaseEvent.FileAttached attached -> document.append("files", file(attached, envelope));
            case CaseEvent.FileDetached detached ->
                document.set("files", without(document, "files", detached.fileId()));
            case CaseEvent.Linked linked -> document.append("links", link(linked, envelope));
            case CaseEvent.Closed closed -> {
                StageTimes.leave(document, envelope.happenedAt());
                document.set("status", "closed")
                        .set("outcome", closed.outcome())
                        .set("closedAt", envelope.happenedAt());
            }
            case CaseEvent.Reopened() -> {
                document.set("status", "open").set("outcome", null).set("closedAt", null);
                StageTimes.enter(document, envelope.happenedAt());
            }
            case CaseEvent.Archived() -> document.set("status", "archived");
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return CaseKeys.of(document);
    }

    @Override
    public List<String> countedFields() {
        return Stream.of(SUMMARY, CaseCounters.FIELDS)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return CaseCounters.of(document);
    }

    @Override
    public List<String> summaryFields() {
        return SUMMARY;
    }

    @Override
    public List<ViewIndex> indexes() {
        return CaseKeys.INDEXES;
    }

    private static void open(Document document, CaseEvent.Opened opened, EventEnvelope envelope) {
        document.set("number", opened.number())
                .set("caseType", opened.caseType())
                .set("caseTypeVersion", opened.caseTypeVersion())
                .set("title", opened.title())
                .set("status", "open")
                .set("stage", opened.stage())
                .set("data", PlainData.of(opened.data()))
                .set("assignee", opened.assignee())
                .set("queue", opened.queue())
                .set(COMMENTS, List.of())
                .set("files", List.of())
                .set("links", List.of())
                .set("openedAt", envelope.happenedAt())
                .set("openedBy", envelope.actor());
        StageTimes.enter(document, envelope.happenedAt());
    }

    private static void move(Document document, CaseEvent.Moved moved, EventEnvelope envelope) {
        StageTimes.leave(document, envelope.happenedAt());
        document.set("stage", moved.to());
        if (document.required("status").equals("open")) {
            StageTimes.enter(document, envelope.happenedAt());
        }
    }

    private static Map<String, @Nullable Object> comment(CaseEvent.CommentAdded added, EventEnvelope envelope) {
        Map<String, @Nullable Object> comment = new LinkedHashMap<>();
        comment.put("id", added.commentId());
        comment.put("body", added.body());
        comment.put("actor", envelope.actor());
        comment.put("at", envelope.happenedAt());
        if (added.parentId() != null) {
            comment.put("parentId", added.parentId());
        }
        return comment;
    }

    private static void edit(Document document, CaseEvent.CommentEdited edited, EventEnvelope envelope) {
        boolean known = document.objects(COMMENTS).stream().anyMatch(isId(edited.commentId()));
        if (!known) {
            throw new FoldFailure("the case has no comment " + edited.commentId());
        }
        UnaryOperator<Map<String, @Nullable Object>> change = comment -> {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(comment);
            changed.put("body", edited.body());
            changed.put("editedAt", envelope.happenedAt());
            return changed;
        };
        List<Map<String, @Nullable Object>> comments = new ArrayList<>(document.objects(COMMENTS));
        comments.replaceAll(comment -> isId(edited.commentId()).test(comment) ? change.apply(comment) : comment);
        document.set(COMMENTS, comments);
    }

    private static Map<String, @Nullable Object> file(CaseEvent.FileAttached attached, EventEnvelope envelope) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("id", attached.fileId());
        file.put("name", attached.name());
        file.put("contentType", attached.contentType());
        file.put("size", attached.size());
        file.put("sha256", attached.sha256());
        file.put("actor", envelope.actor());
        file.put("at", envelope.happenedAt());
        return file;
    }

    private static Map<String, @Nullable Object> link(CaseEvent.Linked linked, EventEnvelope envelope) {
        Map<String, @Nullable Object> link = new LinkedHashMap<>();
        link.put("caseId", linked.caseId());
        link.put("relation", linked.relation());
        link.put("actor", envelope.actor());
        link.put("at", envelope.happenedAt());
        return link;
    }

    private static List<Map<String, @Nullable Object>> without(Document document, String field, String id) {
        return document.objects(field).stream().filter(isId(id).negate()).toList();
    }

    private static Predicate<Map<String, @Nullable Object>> isId(String id) {
        return object -> id.equals(object.get("id"));
    }
}
