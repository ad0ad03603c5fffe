package io.docket.notification.live;

import io.docket.notification.log.LogReader;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.TruncatedLogException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A log in memory: partitions with gaps between offsets, read in batches of random partitions and sizes. */
final class SimulatedLog implements LogReader {
    private static final int MAX_BATCH = 20;

    private final List<List<LoggedEvent>> partitions = new ArrayList<>();
    private final RandomGenerator random;
    private final Offsets beginning = Offsets.zero();
    int reads;

    SimulatedLog(int count, RandomGenerator random) {
        this.random = random;
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new ArrayList<>());
            beginning.advance(partition, 0);
        }
    }

    void add(LoggedEvent event) {
        partitions.get(event.position().partition()).add(event);
    }

    /** Forgets everything before the place. */
    void truncate(Offsets place) {
        beginning.advance(place);
    }

    @Override
    public Batch read(Offsets from, Offsets upTo) {
        reads++;
        if (!from.covers(beginning)) {
            throw new TruncatedLogException("gone");
        }
        Offsets after = from.copy();
        List<LoggedEvent> batch = new ArrayList<>();
        for (int turn = 0; turn < 3; turn++) {
            int partition = random.nextInt(partitions.size());
            List<LoggedEvent> rest = partitions.get(partition).stream()
                    .filter(event -> event.position().offset() >= after.next(partition))
                    .toList();
            int count = Math.min(rest.size(), random.nextInt(MAX_BATCH));
            batch.addAll(rest.subList(0, count));
            if (count == rest.size()) {
                after.advance(partition, end().next(partition));
            } else if (count > 0) {
                after.advance(partition, rest.get(count - 1).position().offset() + 1);
            }
        }
        return new Batch(batch, after);
    }

    @Override
    public Offsets beginning() {
        return beginning.copy();
    }

    /** The end lies one commit marker after the last event. */
    @Override
    public Offsets end() {
        Offsets end = beginning.copy();
        for (int partition = 0; partition < partitions.size(); partition++) {
            List<LoggedEvent> events = partitions.get(partition);
            if (!events.isEmpty()) {
                end.advance(partition, events.getLast().position().offset() + 2);
            }
        }
        return end;
    }

    @Override
    public void close() {}
}
