package io.docket.contracts.event;

import org.jspecify.annotations.Nullable;

/** What happens to a template of a text. Entity {@code template}; its version is the sequence of the event. */
public sealed interface TemplateEvent extends DomainEvent {
    /**
     * A version of the template was defined.
     *
     * @param name name for people
     * @param contentType what the body becomes, {@code text/plain} or {@code text/html}
     * @param subject template of a subject line, where the text is a message
     * @param body template of the text
     */
    record Defined(
            String name, String contentType, @Nullable String subject, String body) implements TemplateEvent {}
}
