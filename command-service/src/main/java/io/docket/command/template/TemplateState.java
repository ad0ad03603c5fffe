package io.docket.command.template;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.TemplateEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a template: what was defined last.
 *
 * @param last the last definition
 */
public record TemplateState(TemplateEvent.Defined last) {
    /** Templates. */
    public static final EntityKind<TemplateState, TemplateEvent> KIND =
            new EntityKind<>("template", TemplateEvent.class, TemplateState::evolve);

    private static TemplateState evolve(@Nullable TemplateState before, TemplateEvent event, String actor) {
        return switch (event) {
            case TemplateEvent.Defined defined -> new TemplateState(defined);
        };
    }
}
