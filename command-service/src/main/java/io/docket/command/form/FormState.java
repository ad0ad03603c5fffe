package io.docket.command.form;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.FormEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a form: what was defined last.
 *
 * @param last the last definition
 */
public record FormState(FormEvent.Defined last) {
    /** Forms. */
    public static final EntityKind<FormState, FormEvent> KIND =
            new EntityKind<>("form", FormEvent.class, FormState::evolve);

    private static FormState evolve(@Nullable FormState before, FormEvent event, String actor) {
        return switch (event) {
            case FormEvent.Defined defined -> new FormState(defined);
        };
    }
}
