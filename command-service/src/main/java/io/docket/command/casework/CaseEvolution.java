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
            return state(of.status(), of.stage(), data, of.assignee(), of.commentAuthors(), of.files(), of.links());
        }

        CaseState stage(String stage) {
            return state(of.status(), stage, of.data(), of.assignee(), of.commentAuthors(), of.files(), of.links());
        }

        CaseState assignee(@Nullable String assignee) {
            return state(of.status(), of.stage(), of.data(), assignee, of.commentAuthors(), of.files(), of.links());
        }

        CaseState comments(Map<String, String> authors) {
            return state(of.status(), of.stage(), of.data(), of.assignee(), authors, of.files(), of.links());
        }

        CaseState files(Set<String> files) {
            return state(of.status(), of.stage(), of.data(), of.assignee(), of.commentAuthors(), files, of.links());
        }

        CaseState links(Set<CaseEvent.Linked> links) {
            return state(of.status(), of.stage(), of.data(), of.assignee(), of.commentAuthors(), of.files(), links);
        }

        CaseState status(CaseStatus status) {
            return state(status, of.stage(), of.data(), of.assignee(), of.commentAuthors(), of.files(), of.links());
        }

        private CaseState state(
                CaseStatus status,
                String stage,
                JsonNode data,
                @Nullable String assignee,
                Map<String, String> authors,
                Set<String> files,
                Set<CaseEvent.Linked> links) {
            return new CaseState(
                    of.caseType(), of.caseTypeVersion(), status, stage, data, assignee, authors, files, links);
        }
    }
}
