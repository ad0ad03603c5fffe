package io.docket.projection.definitions;

import io.docket.contracts.event.FormEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the latest version of each form. */
@ApplicationScoped
public class FormProjector extends DefinitionProjector<FormEvent> {
    /** Name of the view. */
    public static final String VIEW = "forms";

    public FormProjector() {
        super(VIEW, "form", FormEvent.class, List.of("name", "schema", "uiSchema", "components"));
    }
}
