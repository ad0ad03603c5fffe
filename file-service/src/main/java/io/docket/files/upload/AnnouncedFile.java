package io.docket.files.upload;

/**
 * The answer to an announcement.
 *
 * @param id id of the file
 * @param upload how to bring the bytes
 */
public record AnnouncedFile(String id, Upload upload) {}
