package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What happens to a process instance. Entity {@code process}, root = its case, or the instance where there is none. */
public sealed interface ProcessEvent extends DomainEvent {
    /** Somebody, or the opening of a case, asked for an instance; the engine has not answered yet. */
    record Requested(
            @Nullable String caseId,
            String processId,
            @Nullable JsonNode variables) implements ProcessEvent {}

    /** The engine runs the instance under this key. */
    record Started(String engineKey, long processVersion) implements ProcessEvent {}

    /** The instance reached its end. */
    record Completed() implements ProcessEvent {}

    /** The instance was ended from outside. */
    record Terminated() implements ProcessEvent {}

    /** Somebody asked for the end of the instance; the engine has not answered yet. */
    record CancelRequested() implements ProcessEvent {}
}
