package io.docket.eventstore.axon;

import io.docket.contracts.json.Json;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventFeed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Events;
import java.time.Duration;
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

    /**
     * An engine whose connections are open: some tests allow 100 ms for a whole round. An outcome goes through the writer
     * and leaves no event.
     */
    static KafkaEventStorageEngine warmedUpOn(EventStore store) {
        store.append(AppendRequest.of("aggregate", Events.outcome("warm-up"), store.tenure()))
                .toCompletableFuture()
                .join();
        try (EventFeed feed = store.log().follow(store.log().start())) {
            feed.poll(Duration.ZERO);
        }
        return on(store);
    }

    static KafkaEventStorageEngine on(EventStore store) {
        return new KafkaEventStorageEngine(settings(store));
    }
}
