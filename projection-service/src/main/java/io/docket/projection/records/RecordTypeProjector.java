package io.docket.projection.records;

import io.docket.contracts.event.RecordTypeEvent;
import io.docket.projection.definitions.DefinitionProjector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the latest version of each record type. */
@ApplicationScoped
public class RecordTypeProjector extends DefinitionProjector<RecordTypeEvent> {
    /** Name of the view. */
    public static final String VIEW = "record-types";

    public RecordTypeProjector() {
        super(VIEW, "record-type", RecordTypeEvent.class, List.of("name", "schema"));
    }
}
