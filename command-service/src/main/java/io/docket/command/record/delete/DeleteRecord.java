package io.docket.command.record.delete;

/**
 * Deletes a record.
 *
 * @param type id of its type
 * @param id id within the type
 */
public record DeleteRecord(String type, String id) {}
