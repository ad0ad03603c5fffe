package io.docket.command.casework.file;

/**
 * Makes a verified file part of a case.
 *
 * @param caseId id of the case
 * @param fileId id of the file
 * @param name file name
 * @param contentType media type
 * @param size size in bytes
 * @param sha256 SHA-256 of the content, hex
 */
public record AttachFile(String caseId, String fileId, String name, String contentType, long size, String sha256) {}
