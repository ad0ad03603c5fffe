package io.docket.command.casework.link;

/**
 * Makes a case point to another one.
 *
 * @param caseId id of the case
 * @param otherCaseId id of the other case
 * @param relation what the other case is to this one
 */
public record LinkCases(String caseId, String otherCaseId, String relation) {}
