package io.docket.workflow.mail.message;

/**
 * A file that came with a mail.
 *
 * @param name name for people, without a path
 * @param contentType media type, without parameters
 * @param bytes the file
 */
public record Attachment(String name, String contentType, byte[] bytes) {}
