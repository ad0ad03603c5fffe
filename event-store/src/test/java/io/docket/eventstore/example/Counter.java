package io.docket.eventstore.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A counter: its state is the fold of its events, a command is a decision on that state. */
public final class Counter {
    private final EventStore store;
    private final String id;

    public Counter(EventStore store, String id) {
        this.store = store;
        this.id = id;
    }

    /** Evolve: the state is what the events say. */
    public int value() {
        return store.read(StreamId.of("acme", "counter", id), 1)
                .mapToInt(stored -> Integer.parseInt(new String(stored.event().data(), UTF_8)))
                .sum();
    }

    /** Decide and append: only if nobody else has counted since, and once per idempotency key. */
    public CompletionStage<Committed> add(int amount, String user, String idempotencyKey) {
        long next = store.head(StreamId.of("acme", "counter", id)) + 1;
        String commandId = UUID.randomUUID().toString();
        EventEnvelope event = new EventEnvelope(
                UUID.randomUUID().toString(),
                "/counters",
                "example.counter.added.v1",
                new Subject("counter", id),
                id,
                Instant.now(),
                next,
                "acme",
                user,
                null,
                commandId,
                commandId,
                commandId,
                0,
                null,
                null,
                null,
                null,
                Integer.toString(amount).getBytes(UTF_8));
        Outcome outcome = new Outcome("acme", idempotencyKey, "add " + amount, 200, new byte[0]);
        return store.append(new AppendRequest(id, List.of(event), outcome));
    }
}
