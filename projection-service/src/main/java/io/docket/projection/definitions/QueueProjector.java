package io.docket.projection.definitions;

import io.docket.contracts.event.QueueEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the latest version of each queue. */
@ApplicationScoped
public class QueueProjector extends DefinitionProjector<QueueEvent> {
    /** Name of the view. */
    public static final String VIEW = "queues";

    public QueueProjector() {
        super(VIEW, "queue", QueueEvent.class, List.of("name", "description", "groups"));
    }
}
