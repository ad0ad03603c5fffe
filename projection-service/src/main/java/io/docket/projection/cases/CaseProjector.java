package io.docket.projection.cases;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.projection.view.Counter;
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
import org.jspecify.annotations.Nullable;

/** Folds what happens to a case into its document. */
@ApplicationScoped
public class CaseProjector extends EntityProjector<CaseEvent> {
    /** Name of the view. */
    public static final String VIEW = "cases";

    /** The words that a search finds a case by; one of the query keys. */
    static final String WORDS = "words";

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
            case CaseEvent.Moved moved -> document.set("stage", moved.to());
            case CaseEvent.Assigned assigned -> document.set("assignee", assigned.assignee());
            case CaseEvent.CommentAdded added -> document.append(COMMENTS, comment(added, envelope));
            case CaseEvent.CommentEdited edited -> edit(document, edited, envelope);
            case CaseEvent.FileAttached attached -> document.append("files", file(attached, envelope));
            case CaseEvent.FileDetached detached ->
                document.set("files", without(document, "files", detached.fileId()));
            case CaseEvent.Linked linked -> document.append("links", link(linked, envelope));
            case CaseEvent.Closed closed ->
                document.set("status", "closed")
                        .set("outcome", closed.outcome())
                        .set("closedAt", envelope.happenedAt());
            case CaseEvent.Reopened() ->
                document.set("status", "open").set("outcome", null).set("closedAt", null);
            case CaseEvent.Archived() -> document.set("status", "archived");
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(WORDS, SearchWords.of(document.text("number"), document.text("title")));
    }

    @Override
    public List<String> countedFields() {
        return SUMMARY;
    }

    @Override
    public Map<String, Long> counters(Document document) {
        String type = document.required("caseType");
        String status = document.required("status");
        return Map.of(
                Counter.stat("cases"), 1L,
                Counter.stat("cases", status), 1L,
                Counter.stat("type", type), 1L,
                Counter.stat("type", type, "stage", document.required("stage")), 1L,
                Counter.stat("type", type, "status", status), 1L,
                Counter.stat("events", "case"), document.number("version"));
    }

    @Override
    public List<String> summaryFields() {
        return SUMMARY;
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("openedAt"),
                ViewIndex.on("updatedAt"),
                ViewIndex.on("number"),
                ViewIndex.on("caseType", "stage", "openedAt"),
                ViewIndex.on("stage", "openedAt"),
                ViewIndex.on("status", "openedAt"),
                ViewIndex.on("assignee", "openedAt"),
                ViewIndex.on("queue", "openedAt"),
                ViewIndex.on("#" + WORDS),
                ViewIndex.on("data.$**"));
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
