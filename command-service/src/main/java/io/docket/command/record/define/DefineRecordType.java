package io.docket.command.record.define;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Defines a record type, or its next version.
 *
 * @param id id of the record type
 * @param name name for people
 * @param schema JSON Schema 2020-12 of the data of a record
 */
public record DefineRecordType(String id, String name, JsonNode schema) {}
