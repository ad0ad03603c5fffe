package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What happens to a process instance. Entity {@code process}, root = its case, or the instance where there is none. */
public sealed interface ProcessEvent extends DomainEvent {
    /**
     * Somebody, or the opening of a case, asked for an instance; the engine has not answered yet.
     *
     * @param variables variables that the caller wants the instance to start with
     * @param form start form, interim data of the process
     * @param caseData data of the case that was opened; the engine gets of it what the process names
     */
    record Requested(
            @Nullable String caseId,
            String processId,
            @Nullable JsonNode variables,
            @Nullable InterimRef form,
            @Nullable JsonNode caseData)
            implements ProcessEvent {
        /** An instance with nothing but variables. */
        public Requested(@Nullable String caseId, String processId, @Nullable JsonNode variables) {
            this(caseId, processId, variables, null, null);
        }
    }

    /** The engine runs the instance under this key. */
    record Started(String engineKey, long processVersion) implements ProcessEvent {}

    /** The instance reached its end. */
    record Completed() implements ProcessEvent {}

    /** The instance was ended from outside. */
    record Terminated() implements ProcessEvent {}

    /** Somebody asked for the end of the instance; the engine has not answered yet. */
    record CancelRequested() implements ProcessEvent {}
}
