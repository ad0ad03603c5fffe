package io.docket.projection.apply;

import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.LogEvent;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** An instance of the service without its channel: takes partitions over and applies events by hand. */
public final class Instance {
    private final BatchApplier applier;
    private final Recordings.Log log = new Recordings.Log();

    public Instance(MongoStore store, HotViews hotViews, int... partitions) {
        this(store, hotViews, any -> MongoStore.PROJECTORS, partitions);
    }

    public Instance(MongoStore store, HotViews hotViews, Targets targets, int... partitions) {
        this(store, store.views(), hotViews, targets, partitions);
    }

    /** One that writes its documents somewhere else than to the store's views. */
    public Instance(MongoStore store, Views views, HotViews hotViews, Targets targets, int... partitions) {
        Partitions ours = new Partitions(new Watermarks(), Clock.systemUTC());
        for (int partition : partitions) {
            ours.assigned(
                    partition,
                    store.positions()
                            .read(Set.of(partition))
                            .await()
                            .indefinitely()
                            .get(partition));
        }
        ParkedRoots parked = new ParkedRoots(ours, store.letters(), Limits.FAR, Clock.systemUTC());
        applier = new BatchApplier(
                targets, views, store.positions(), hotViews, ours, log, parked, new Recordings.Config());
    }

    /** Applies the events in batches; answers how many are in the views. */
    public int apply(List<LogEvent> events, int batchSize) {
        int applied = 0;
        for (int from = 0; from < events.size(); from += batchSize) {
            List<LogEvent> batch = events.subList(from, Math.min(from + batchSize, events.size()));
            applied += applier.apply(
                    applier.accept(batch.stream().map(LogEntry::readable).toList()));
        }
        return applied;
    }

    /** Applies the events once more, whether they are accepted or not. */
    public void applyAgain(List<LogEvent> events) {
        applier.apply(events.stream().map(LogEntry::readable).toList());
    }

    /** Where the log was rewound to. */
    public List<Recordings.Rewind> rewinds() {
        return log.rewinds();
    }
}
