package io.docket.projection.definitions;

import io.docket.contracts.event.TemplateEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the latest version of each template. */
@ApplicationScoped
public class TemplateProjector extends DefinitionProjector<TemplateEvent> {
    /** Name of the view. */
    public static final String VIEW = "templates";

    public TemplateProjector() {
        super(VIEW, "template", TemplateEvent.class, List.of("name", "contentType", "subject", "body"));
    }
}
