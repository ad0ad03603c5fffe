package io.docket.command.casework.lifecycle;

/**
 * Begins work on a closed case again.
 *
 * @param caseId id of the case
 */
public record ReopenCase(String caseId) {}
