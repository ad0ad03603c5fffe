package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened outside and that the platform only passes on. Entity {@code signal}, root = its case, or the
 * signal where there is none; each has one event.
 */
public sealed interface SignalEvent extends DomainEvent {
    /**
     * An external system or a process says that it happened.
     *
     * @param name what happened, kebab-case with dots
     */
    record Emitted(
            @Nullable String caseId, String name, @Nullable JsonNode data) implements SignalEvent {}
}
