package io.docket.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.CaseEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the state of a case follows from its events. */
final class CaseEvolution {
    private CaseEvolution() {}

    static CaseState evolve(@Nullable CaseState before, CaseEvent event, String actor) {
        if (event instanceof CaseEvent.Opened opened) {
            return new CaseState(
                    opened.caseType(),
                    opened.caseTypeVersion(),
                    CaseStatus.OPEN,
                    opened.stage(),
                    opened.data(),
                    opened.assignee(),
                    opened.queue(),
                    Map.of(),
                    Set.of(),
                    Set.of());
        }
        if (before == null) {
            throw new IllegalStateException("the history of a case starts with " + event);
        }
        Change state = new Change(before);
        return switch (event) {
            case CaseEvent.Opened opened -> throw new IllegalStateException("opened twice: " + opened);
            case CaseEvent.Updated updated -> state.data(MergePatch.apply(before.data(), updated.data()));
            case CaseEvent.Moved moved -> state.stage(moved.to());
            case CaseEvent.Assigned assigned -> state.assignee(assigned.assignee());
            case CaseEvent.Queued queued -> state.queue(queued.queue());
            case CaseEvent.CommentAdded comment ->
                state.comments(with(before.commentAuthors(), comment.commentId(), actor));
            case CaseEvent.CommentEdited _ -> before;
            case CaseEvent.FileAttached file -> state.files(with(before.files(), file.fileId()));
            case CaseEvent.FileDetached file -> state.files(without(before.files(), file.fileId()));
            case CaseEvent.Linked linked -> state.links(with(before.links(), linked));
            case CaseEvent.Closed _ -> state.status(CaseStatus.CLOSED);
            case CaseEvent.Reopened _ -> state.status(CaseStatus.OPEN);
            case CaseEvent.Archived _ -> state.status(CaseStatus.ARCHIVED);
        };
    }

    private static <T> Set<T> with(Set<T> values, T value) {
        Set<T> changed = new HashSet<>(values);
        changed.add(value);
        return Set.copyOf(changed);
    }

    private static <T> Set<T> without(Set<T> values, T value) {
        Set<T> changed = new HashSet<>(values);
        changed.remove(value);
        return Set.copyOf(changed);
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(key, value);
        return Map.copyOf(changed);
    }

    /** The state with one part replaced. */
    private record Change(CaseState of) {
        CaseState data(JsonNode data) {
            return work(of.status(), of.stage(), data, of.assignee(), of.queue());
        }

        CaseState stage(String stage) {
            return work(of.status(), stage, of.data(), of.assignee(), of.queue());
        }

        CaseState assignee(@Nullable String assignee) {
            return work(of.status(), of.stage(), of.data(), assignee, of.queue());
        }

        CaseState queue(@Nullable String queue) {
            return work(of.status(), of.stage(), of.data(), of.assignee(), queue);
        }

        CaseState status(CaseStatus status) {
            return work(status, of.stage(), of.data(), of.assignee(), of.queue());
        }

        CaseState comments(Map<String, String> authors) {
            return parts(authors, of.files(), of.links());
        }

        CaseState files(Set<String> files) {
            return parts(of.commentAuthors(), files, of.links());
        }

        CaseState links(Set<CaseEvent.Linked> links) {
            return parts(of.commentAuthors(), of.files(), links);
        }

        private CaseState work(
                CaseStatus status, String stage, JsonNode data, @Nullable String assignee, @Nullable String queue) {
            return new CaseState(
                    of.caseType(),
                    of.caseTypeVersion(),
                    status,
                    stage,
                    data,
                    assignee,
                    queue,
                    of.commentAuthors(),
                    of.files(),
                    of.links());
        }

        private CaseState parts(Map<String, String> authors, Set<String> files, Set<CaseEvent.Linked> links) {
            return new CaseState(
                    of.caseType(),
                    of.caseTypeVersion(),
                    of.status(),
                    of.stage(),
                    of.data(),
                    of.assignee(),
                    of.queue(),
                    authors,
                    files,
                    links);
        }
    }
}
