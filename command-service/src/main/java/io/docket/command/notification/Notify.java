package io.docket.command.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells people.
 *
 * @param caseId case that it is about
 * @param users whom
 * @param workflow id of the provider's workflow
 * @param payload what its texts are made from
 */
public record Notify(
        @Nullable String caseId,
        List<String> users,
        String workflow,
        @Nullable JsonNode payload) {}
