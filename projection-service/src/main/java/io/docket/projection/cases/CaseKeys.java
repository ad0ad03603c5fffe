package io.docket.projection.cases;

import io.docket.projection.view.Document;
import io.docket.projection.view.SearchWords;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import java.util.List;
import java.util.Map;

/** What queries on cases need beside the documents, and the indexes that they use. */
final class CaseKeys {
    /** The assignee, the empty text where there is none; a query key, as the next ones. */
    static final String ASSIGNEE = "#assignee";

    static final String QUEUE = "#queue";
    static final String OUTCOME = "#outcome";
    static final String TITLE = "#title";
    static final String CLOSED = "#closed";
    static final String STAGE_SINCE = "#stageSince";

    static final List<ViewIndex> INDEXES = List.of(
            ViewIndex.on("openedAt"),
            ViewIndex.on("updatedAt"),
            ViewIndex.on(CLOSED),
            ViewIndex.on(STAGE_SINCE),
            ViewIndex.on("stage", STAGE_SINCE),
            ViewIndex.on("number"),
            ViewIndex.on(TITLE, "openedAt"),
            ViewIndex.on("caseType", "openedAt"),
            ViewIndex.on("caseType", "stage", "openedAt"),
            ViewIndex.on("caseTypeVersion", "openedAt"),
            ViewIndex.on("stage", "openedAt"),
            ViewIndex.on("status", "openedAt"),
            ViewIndex.on(ASSIGNEE, "openedAt"),
            ViewIndex.on(QUEUE, "openedAt"),
            ViewIndex.on("openedBy", "openedAt"),
            ViewIndex.on(OUTCOME, "openedAt"),
            ViewIndex.on("links.caseId"),
            ViewIndex.on("files.id"),
            ViewIndex.on("version", "openedAt"),
            ViewIndex.on("#" + SearchWords.KEY),
            ViewIndex.on("data.$**"));

    private CaseKeys() {}

    /** The query keys of a case. */
    static Map<String, Object> of(Document document) {
        return Map.of(
                SearchWords.KEY,
                words(document),
                key(ASSIGNEE),
                Sortable.text(document.get("assignee")),
                key(QUEUE),
                Sortable.text(document.get("queue")),
                key(OUTCOME),
                Sortable.text(document.get("outcome")),
                key(TITLE),
                Sortable.folded(document.get("title")),
                key(CLOSED),
                Sortable.instant(document.get("closedAt")),
                key(STAGE_SINCE),
                Sortable.instant(document.get(StageTimes.SINCE)));
    }

    private static String key(String field) {
        return field.substring(1);
    }

    /** Of the comments the newest first: where there is no room for all words, those of old ones are left out. */
    private static List<String> words(Document document) {
        SearchWords words = new SearchWords()
                .add(document.text("number"))
                .add(document.text("title"))
                .addData(document.get("data"));
        document.objects(CaseProjector.COMMENTS).reversed().forEach(comment -> words.addData(comment.get("body")));
        return words.words();
    }
}
