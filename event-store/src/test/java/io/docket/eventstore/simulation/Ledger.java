package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients tried and were told. The log is held against it. */
final class Ledger {
    private final LogView log;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, Long> acknowledged = new HashMap<>();

    Ledger(LogView log) {
        this.log = log;
    }

    int nextNumber() {
        return attempts.size();
    }

    Attempt attempt(AppendRequest request) {
        Attempt attempt = new Attempt(attempts.size(), request);
        attempts.add(attempt);
        return attempt;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** A client was told that its append is committed: it must be, and where it was told. */
    void acknowledged(Attempt attempt, Committed committed) {
        assertThat(committed.positions()).as("positions of %s", attempt).hasSameSizeAs(attempt.events());
        for (int i = 0; i < attempt.events().size(); i++) {
            EventEnvelope event = attempt.events().get(i);
            Position position = committed.positions().get(i);
            assertThat(log.eventId(position))
                    .as("event at %s, acknowledged for %s", position, attempt)
                    .contains(event.id());
            acknowledged.merge(StreamId.of(event), event.sequence(), Math::max);
        }
    }

    /** Sequence of the last event of a stream that a client knows to be committed. */
    long acknowledgedHead(String streamId) {
        return acknowledged.getOrDefault(streamId, 0L);
    }

    Map<String, Long> acknowledgedHeads() {
        return acknowledged;
    }
}
