package io.docket.contracts.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command whose events are committed.
 *
 * @param commandId id of the command
 * @param entity kind of the entity that it changed: {@code case}, {@code task}, ...
 * @param id id of that entity
 * @param version version of the entity afterwards
 * @param position place of the last event, {@code <partition>-<offset>}; absent if nothing changed
 * @param events the committed events, in order
 */
public record CommandResult(
        String commandId,
        String entity,
        String id,
        long version,
        @Nullable String position,
        List<Event> events) {
    /**
     * A committed event.
     *
     * @param id its UUIDv7
     * @param type {@code docket.<entity>.<past tense>.v<n>}
     */
    public record Event(String id, String type) {}
}
