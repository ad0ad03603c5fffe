package io.docket.command.casework.open;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Opens a case in the first stage of its type.
 *
 * @param caseType id of the case type
 * @param data the case data
 * @param caseId id for the case; one is derived from the command if absent
 * @param number number for people; the id if absent
 * @param title title for people
 * @param queue queue that the case waits in
 * @param assignee who works on it
 */
public record OpenCase(
        String caseType,
        JsonNode data,
        @Nullable String caseId,
        @Nullable String number,
        @Nullable String title,
        @Nullable String queue,
        @Nullable String assignee) {}
