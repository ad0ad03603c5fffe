package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What happens to a form. Entity {@code form}, whose id is the form key of tasks; its version is the sequence of the event. */
public sealed interface FormEvent extends DomainEvent {
    /**
     * A version of the form was defined.
     *
     * @param name name for people
     * @param schema JSON Schema 2020-12 of what is filled in
     * @param uiSchema how an interface shows it, in the interface's own terms
     * @param components the form as another form builder describes it, unchanged
     */
    record Defined(
            String name,
            JsonNode schema,
            @Nullable JsonNode uiSchema,
            @Nullable JsonNode components) implements FormEvent {}
}
