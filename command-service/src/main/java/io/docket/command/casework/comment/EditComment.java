package io.docket.command.casework.comment;

/**
 * Changes the text of a comment.
 *
 * @param caseId id of the case
 * @param commentId id of the comment
 * @param body new text
 */
public record EditComment(String caseId, String commentId, String body) {}
