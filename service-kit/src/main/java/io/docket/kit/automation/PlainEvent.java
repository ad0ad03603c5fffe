package io.docket.kit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.FilteredEvent;
import org.jspecify.annotations.Nullable;

/** An event of which nothing is known but itself. */
record PlainEvent(EventEnvelope envelope) implements FilteredEvent {
    @Override
    public JsonNode data() {
        return Json.tree(envelope.data());
    }

    @Override
    public @Nullable String caseType() {
        return null;
    }

    @Override
    public @Nullable String assigneeBefore() {
        return null;
    }

    @Override
    public @Nullable String assigneeAfter() {
        return null;
    }
}
