package io.docket.command.process.migrate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a process instance to go on in another version of its process.
 *
 * @param processInstanceId id of the instance
 * @param processId process to go on in; its own if absent
 * @param processVersion the engine's version to go on in
 * @param mapping element to go on at, by the element where it is; the same id where it is not named
 */
public record MigrateCase(
        String processInstanceId,
        @Nullable String processId,
        long processVersion,
        @Nullable Map<String, String> mapping) {}
