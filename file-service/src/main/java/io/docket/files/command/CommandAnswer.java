package io.docket.files.command;

import io.docket.contracts.json.Json;
import io.docket.kit.problem.Problems;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command service answered.
 *
 * @param status HTTP status
 * @param headers the headers that callers care for
 * @param body the document
 */
public record CommandAnswer(int status, Map<String, String> headers, byte[] body) {
    /** Place of the last event, for {@code Docket-After}. */
    public static final String POSITION = "Docket-Position";

    /** True if the events are committed. */
    public boolean accepted() {
        return status / 100 == 2;
    }

    /** True if the command was refused with the problem {@code .../<slug>}. */
    public boolean isProblem(String slug) {
        return !accepted() && field("type").equals(Problems.TYPE_PREFIX + slug);
    }

    /** True if the state of the entity forbids the command, for this reason. */
    public boolean isConflict(String reason) {
        return isProblem("state-conflict") && field("reason").equals(reason);
    }

    /** Place of the last event; absent if nothing changed. */
    public @Nullable String position() {
        return headers.get(POSITION);
    }

    private String field(String name) {
        try {
            return Json.tree(body).path(name).asText();
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
