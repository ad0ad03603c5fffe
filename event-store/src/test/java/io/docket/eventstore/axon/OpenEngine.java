package io.docket.eventstore.axon;

import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;

/** The engine as a user without rules has it. */
final class OpenEngine {
    static final Serializer SERIALIZER =
            JacksonSerializer.builder().objectMapper(Json.mapper().copy()).build();

    private OpenEngine() {}

    static EngineSettings settings(EventStore store) {
        return EngineSettings.open(store, SERIALIZER, "acme", "/test");
    }

    static KafkaEventStorageEngine on(EventStore store) {
        return new KafkaEventStorageEngine(settings(store));
    }
}
