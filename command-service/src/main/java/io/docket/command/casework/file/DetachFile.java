package io.docket.command.casework.file;

/**
 * Takes a file out of a case.
 *
 * @param caseId id of the case
 * @param fileId id of the file
 */
public record DetachFile(String caseId, String fileId) {}
