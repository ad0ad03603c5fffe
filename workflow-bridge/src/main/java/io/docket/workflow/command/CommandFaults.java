package io.docket.workflow.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.retry.Unavailable;
import java.util.Set;

/** What the bridge makes of an answer that is not the result of a command. */
final class CommandFaults {
    private static final Set<Integer> MAY_PASS = Set.of(401, 408, 425, 429);
    private static final int MAX_DETAIL = 500;
    private static final int FORBIDDEN = 403;
    private static final int CLIENT = 4;

    private CommandFaults() {}

    /**
     * The fault behind an answer.
     *
     * @param problem the problem document, as far as the answer is one
     * @param text the answer as it came
     */
    static RuntimeException of(String type, int status, JsonNode problem, String text) {
        String detail = type + " answered " + status + " " + shortened(text);
        if (status == FORBIDDEN) {
            return new CommandForbidden(detail);
        }
        if (status / 100 == CLIENT && !MAY_PASS.contains(status)) {
            String slug = problem.path("type").asText("");
            slug = slug.substring(slug.lastIndexOf('/') + 1);
            String reason = problem.path("reason").asText(slug.isEmpty() ? "command-" + status : slug);
            return new CommandRefused(status, reason, problem.path("detail").asText(detail), detail);
        }
        return new Unavailable(detail, null);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
    }
}
