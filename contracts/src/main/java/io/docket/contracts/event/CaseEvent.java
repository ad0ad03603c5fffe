package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What happens to a case. Entity {@code case}, root = id of the case. */
public sealed interface CaseEvent extends DomainEvent {
    /** A case was opened in the first stage of its type, pinned to that version of the type. */
    record Opened(
            String caseType,
            long caseTypeVersion,
            String number,
            @Nullable String title,
            String stage,
            JsonNode data,
            @Nullable String queue,
            @Nullable String assignee)
            implements CaseEvent {}

    /** The data changed by a merge patch (RFC 7396). */
    record Updated(JsonNode data) implements CaseEvent {}

    /** The case went from one stage to another. */
    record Moved(String from, String to) implements CaseEvent {}

    /** The case has another assignee, or none. */
    record Assigned(@Nullable String assignee, @Nullable String from) implements CaseEvent {}

    /** The case waits in another queue, or in none. */
    record Queued(@Nullable String queue, @Nullable String from) implements CaseEvent {}

    /** A comment was added; the actor is its author. */
    record CommentAdded(
            String commentId, String body, @Nullable String parentId) implements CaseEvent {}

    /** The author changed a comment. */
    record CommentEdited(String commentId, String body) implements CaseEvent {}

    /** A file whose bytes are verified in the object store now belongs to the case. */
    record FileAttached(String fileId, String name, String contentType, long size, String sha256)
            implements CaseEvent {}

    /** A file no longer belongs to the case. */
    record FileDetached(String fileId) implements CaseEvent {}

    /** The case points to another one. */
    record Linked(String caseId, String relation) implements CaseEvent {}

    /** Work on the case ended. */
    record Closed(@Nullable String outcome) implements CaseEvent {}

    /** Work on a closed case began again. */
    record Reopened() implements CaseEvent {}

    /** A closed case was put away. */
    record Archived() implements CaseEvent {}
}
