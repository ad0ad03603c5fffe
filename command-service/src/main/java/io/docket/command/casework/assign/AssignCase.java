package io.docket.command.casework.assign;

import org.jspecify.annotations.Nullable;

/**
 * Gives a case to somebody, or to nobody.
 *
 * @param caseId id of the case
 * @param assignee who works on it from now on
 */
public record AssignCase(String caseId, @Nullable String assignee) {}
