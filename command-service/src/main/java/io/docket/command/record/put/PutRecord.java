package io.docket.command.record.put;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record: a new one, or all of the data of one that is there.
 *
 * @param type id of its type
 * @param id id within the type, {@code <caseId>~<suffix>} for a record of a case; one is derived from the command if absent
 * @param caseId case that it belongs to
 * @param data its data
 */
public record PutRecord(
        String type, @Nullable String id, @Nullable String caseId, JsonNode data) {}
