package io.docket.eventstore.faults.instance;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Timing;
import java.nio.file.Path;
import java.time.Duration;

/** The log that the instances share, and the settings that they run with. */
public final class FaultsLog {
    public static final int PARTITIONS = 12;
    public static final Topic EVENTS = new Topic("faults.events", PARTITIONS, Topics.EVENTS.config());
    public static final Topic OUTCOMES = new Topic("faults.outcomes", PARTITIONS, Topics.OUTCOMES.config());

    /** Short, so that many fencings fit into a run. */
    public static final Duration SESSION_TIMEOUT = Duration.ofMillis(2_500);

    private FaultsLog() {}

    static EventStoreConfig config(String bootstrapServers, Path dataDir) {
        Timing timing = Timing.DEFAULT;
        return EventStoreConfig.of(bootstrapServers, "faults", dataDir)
                .withTopics(EVENTS, OUTCOMES)
                .withTiming(new Timing(
                        timing.outcomeWindow(),
                        timing.transactionTimeout(),
                        timing.commitTimeout(),
                        timing.unknownOutcome(),
                        timing.drain(),
                        SESSION_TIMEOUT,
                        timing.start()));
    }
}
