package io.docket.command.casework.update;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Changes the data of a case.
 *
 * @param caseId id of the case
 * @param data merge patch, RFC 7396
 */
public record UpdateCase(String caseId, JsonNode data) {}
