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
            @Nullable String formKey)
            implements TaskEvent {}

    /** Somebody took the task. */
    record Claimed(String assignee) implements TaskEvent {}

    /** The assignee gave the task back. */
    record Released(String from) implements TaskEvent {}

    /** A manager gave the task to somebody, or to nobody. */
    record Assigned(@Nullable String assignee, @Nullable String from) implements TaskEvent {}

    /** Unfinished input was kept. */
    record DraftSaved(JsonNode data) implements TaskEvent {}

    /** The task is done, with its result. */
    record Completed(@Nullable JsonNode data) implements TaskEvent {}

    /** The task is no longer to be done. */
    record Cancelled() implements TaskEvent {}
}
