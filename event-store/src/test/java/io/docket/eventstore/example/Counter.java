package io.docket.eventstore.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.NewEvent;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StreamId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A counter: its state is the fold of its events, a command is a decision on that state. */
public final class Counter {
    private final EventStore store;
    private final StreamId stream;

    public Counter(EventStore store, String id) {
        this.store = store;
        this.stream = new StreamId("acme", new Subject("counter", id));
    }

    /** Evolve: the state is what the events say. */
    public int value() {
        return store.read(stream.toString(), 1)
                .mapToInt(stored -> Integer.parseInt(new String(stored.event().data(), UTF_8)))
                .sum();
    }

    /** Decide and append: only if nobody else has counted since, and once per idempotency key. */
    public CompletionStage<Committed> add(int amount, String user, String idempotencyKey) {
        long next = store.head(stream.toString()) + 1;
        byte[] data = Integer.toString(amount).getBytes(UTF_8);
        EventEnvelope added = NewEvent.of(stream, next, "example.counter.added.v1", "/counters", user, data);
        Outcome outcome = new Outcome("acme", idempotencyKey, "add " + amount, 200, new byte[0]);
        return store.append(new AppendRequest(added.root(), List.of(added), outcome));
    }
}
