package io.docket.command.casework.lifecycle;

/**
 * Puts a closed case away.
 *
 * @param caseId id of the case
 */
public record ArchiveCase(String caseId) {}
