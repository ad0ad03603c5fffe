package io.docket.eventstore;

import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.contracts.envelope.EventEnvelope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Envelopes of events of which no more is known than what every event has. */
public final class NewEvent {
    private NewEvent() {}

    /**
     * An event that happens now and that a user's command causes: with an id of its own, and an id for the command, which nothing
     * else has caused. Its root is that of the stream.
     *
     * @param stream the stream that it is to be in
     * @param sequence the sequence that it expects to get, from 1
     * @param type {@code <name>.v<n>}
     * @param source where it comes from, as CloudEvents knows it
     * @param actor the user whose command it is
     * @param data the event itself, UTF-8 JSON
     */
    public static EventEnvelope of(
            StreamId stream, long sequence, String type, String source, String actor, byte[] data) {
        String commandId = UuidCreator.getTimeOrderedEpoch().toString();
        return new EventEnvelope(
                UuidCreator.getTimeOrderedEpoch().toString(),
                source,
                type,
                stream.subject(),
                StreamId.rootOf(stream.toString()),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                sequence,
                stream.tenant(),
                actor,
                null,
                commandId,
                commandId,
                commandId,
                0,
                null,
                null,
                null,
                null,
                data);
    }
}
