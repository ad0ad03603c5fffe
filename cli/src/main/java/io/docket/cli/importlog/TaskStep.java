package io.docket.cli.importlog;

import io.docket.cli.mapping.CommandKind;
import org.jspecify.annotations.Nullable;

/**
 * One command on a task.
 *
 * @param command what to do
 * @param taskId the task
 * @param taskName its name
 * @param actor who does it; {@code null}: the importing user
 */
record TaskStep(
        CommandKind command,
        String taskId,
        String taskName,
        @Nullable String actor) {}
