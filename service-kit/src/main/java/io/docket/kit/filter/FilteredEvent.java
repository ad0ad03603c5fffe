package io.docket.kit.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import org.jspecify.annotations.Nullable;

/** An event as filters see it, with what its reader knows of its case and assignee beside it. */
public interface FilteredEvent {
    /** The event. */
    EventEnvelope envelope();

    /** Its data as a tree; throws {@link java.io.UncheckedIOException} if it is not JSON. */
    JsonNode data();

    /** Type of the case that it belongs to; absent if that is not known. */
    @Nullable
    String caseType();

    /** Who had the entity before the event; absent for nobody, or if that is not known. */
    @Nullable
    String assigneeBefore();

    /** Who has it after the event. */
    @Nullable
    String assigneeAfter();
}
