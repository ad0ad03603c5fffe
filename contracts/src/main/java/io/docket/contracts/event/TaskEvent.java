package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a task. Entity {@code task}, root = its case, or the task itself where there is none. */
public sealed interface TaskEvent extends DomainEvent {
    /**
     * A task is there to be done.
     *
     * @param engineKey key of the user task in Zeebe, where the process made it
     * @param taskDefinitionKey id of the user task in the process's diagram, where the process made it
     * @param repeated true if the diagram lets the instance have several tasks of that definition
     */
    record Created(
            @Nullable String caseId,
            @Nullable String processInstanceId,
            @Nullable String engineKey,
            String name,
            @Nullable String assignee,
            List<String> candidateUsers,
            List<String> candidateGroups,
            @Nullable OffsetDateTime due,
            @Nullable OffsetDateTime followUp,
            int priority,
            @Nullable String formKey,
            @Nullable String taskDefinitionKey,
            @Nullable Boolean repeated)
            implements TaskEvent {
        /** A task that is not known by a definition in a diagram. */
        public Created(
                @Nullable String caseId,
                @Nullable String processInstanceId,
                @Nullable String engineKey,
                String name,
                @Nullable String assignee,
                List<String> candidateUsers,
                List<String> candidateGroups,
                @Nullable OffsetDateTime due,
                @Nullable OffsetDateTime followUp,
                int priority,
                @Nullable String formKey) {
            this(
                    caseId,
                    processInstanceId,
                    engineKey,
                    name,
                    assignee,
                    candidateUsers,
                    candidateGroups,
                    due,
                    followUp,
                    priority,
                    formKey,
                    null,
                    null);
        }
    }

    /** Somebody took the task. */
    record Claimed(String assignee) implements TaskEvent {}

    /** The assignee gave the task back. */
    record Released(String from) implements TaskEvent {}

    /** A manager gave the task to somebody, or to nobody. */
    record Assigned(@Nullable String assignee, @Nullable String from) implements TaskEvent {}

    /** Unfinished input was kept. */
    record DraftSaved(JsonNode data) implements TaskEvent {}

    /**
     * The task is done, with its result.
     *
     * @param data result in the log
     * @param form result that is interim data of the process
     * @param checkedForm version of the form that the result was checked against; absent where it was checked against none
     */
    record Completed(
            @Nullable JsonNode data,
            @Nullable InterimRef form,
            @Nullable FormRef checkedForm) implements TaskEvent {
        /** A result that was checked against no form. */
        public Completed(@Nullable JsonNode data, @Nullable InterimRef form) {
            this(data, form, null);
        }

        /** All of the result is in the log. */
        public Completed(@Nullable JsonNode data) {
            this(data, null);
        }
    }

    /**
     * The task cannot be done. It stays until the process has left it by the error, or until the incident of its process is
     * resolved.
     *
     * @param errorCode error that the process may catch; absent where the task waits for somebody to resolve the incident
     * @param message why, for people
     */
    record Failed(@Nullable String errorCode, String message) implements TaskEvent {}

    /** The incident of a failed task is resolved: it can be done again. */
    record Resumed() implements TaskEvent {}

    /** The task is no longer to be done. */
    record Cancelled() implements TaskEvent {}
}
