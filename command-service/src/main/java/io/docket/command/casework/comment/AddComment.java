package io.docket.command.casework.comment;

import org.jspecify.annotations.Nullable;

/**
 * Adds a comment to a case. The comment's id is the id of the command.
 *
 * @param caseId id of the case
 * @param body text
 * @param parentId comment that it answers
 */
public record AddComment(
        String caseId, String body, @Nullable String parentId) {}
