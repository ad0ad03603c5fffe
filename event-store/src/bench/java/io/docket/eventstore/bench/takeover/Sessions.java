package io.docket.eventstore.bench.takeover;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.bench.BenchLog;
import java.time.Duration;

/** Instances with a session timeout of their own. */
final class Sessions {
    private Sessions() {}

    static EventStoreConfig config(BenchLog log, String instance, Duration session) {
        Timing timing = Timing.DEFAULT;
        return log.config(instance)
                .withTiming(new Timing(
                        timing.outcomeWindow(),
                        timing.transactionTimeout(),
                        timing.commitTimeout(),
                        timing.unknownOutcome(),
                        timing.drain(),
                        session,
                        timing.start()));
    }

    static boolean serves(EventStore store, int partition) {
        return store.partitions().get(partition).state() == State.SERVING;
    }
}
