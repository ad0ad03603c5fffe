package io.docket.command.task.create;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a task.
 *
 * @param caseId case that it belongs to
 * @param taskId id for the task; one is derived from the command if absent
 * @param name name for people
 * @param candidateUsers users that it is offered to
 * @param candidateGroups groups that it is offered to
 * @param assignee who does it
 * @param due when it should be done
 * @param followUp when it should be looked at
 * @param priority 0 to 100
 * @param formKey key of its form
 * @param processInstanceId process instance that made it; for the workflow bridge
 * @param engineKey key of the user task in the engine; for the workflow bridge
 * @param taskDefinitionKey id of the user task in the diagram; for the workflow bridge
 * @param repeated whether an instance can have several tasks of that definition; for the workflow bridge
 */
public record CreateTask(
        @Nullable String caseId,
        @Nullable String taskId,
        String name,
        @Nullable List<String> candidateUsers,
        @Nullable List<String> candidateGroups,
        @Nullable String assignee,
        @Nullable OffsetDateTime due,
        @Nullable OffsetDateTime followUp,
        @Nullable Integer priority,
        @Nullable String formKey,
        @Nullable String processInstanceId,
        @Nullable String engineKey,
        @Nullable String taskDefinitionKey,
        @Nullable Boolean repeated) {
    /** Priority of a task that names none. */
    static final int DEFAULT_PRIORITY = 50;
}
