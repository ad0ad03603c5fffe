package io.docket.eventstore.axon;

import java.time.Duration;

/**
 * How an aggregate is loaded.
 *
 * @param snapshotEvery events after which a snapshot is taken, so that a load replays about as many at most; 0: never
 * @param patience how long a command waits for the ones before it on the same aggregate
 */
public record AggregateSettings(int snapshotEvery, Duration patience) {
    /** A snapshot every 500 events; 20 s. */
    public static final AggregateSettings DEFAULT = new AggregateSettings(500, Duration.ofSeconds(20));

    public AggregateSettings {
        if (snapshotEvery < 0) {
            throw new IllegalArgumentException("a snapshot every " + snapshotEvery + " events: 0 or more are possible");
        }
    }

    /** The same with a snapshot every so many events. */
    public AggregateSettings withSnapshotEvery(int events) {
        return new AggregateSettings(events, patience);
    }

    /** The same with commands that wait as long. */
    public AggregateSettings withPatience(Duration newPatience) {
        return new AggregateSettings(snapshotEvery, newPatience);
    }
}
