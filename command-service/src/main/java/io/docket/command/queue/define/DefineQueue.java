package io.docket.command.queue.define;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Defines a queue of cases, or its next version.
 *
 * @param id id of the queue, which is what cases name
 * @param name name for people
 * @param description what belongs into it
 * @param groups groups that work on it
 */
public record DefineQueue(
        String id,
        String name,
        @Nullable String description,
        @Nullable List<String> groups) {}
