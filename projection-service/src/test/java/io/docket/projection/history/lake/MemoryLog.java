package io.docket.projection.history.lake;

import io.docket.contracts.chain.LoggedRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A partition in memory, which may lose its beginning. */
final class MemoryLog implements LakeLog {
    static final Name NAME = new Name("events", "topic-1");

    final List<LoggedRecord> records = new ArrayList<>();
    private int reads;

    /** How many records were read so far. */
    int reads() {
        return reads;
    }

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public Partition open(int partition) {
        return new Partition() {
            @Override
            public long beginning() {
                return records.isEmpty() ? 0 : records.getFirst().offset();
            }

            @Override
            public long end() {
                return records.isEmpty() ? 0 : records.getLast().offset() + 2;
            }

            @Override
            public Iterator<LoggedRecord> records(long from, long to) {
                return records.stream()
                        .filter(logged -> logged.offset() >= from && logged.offset() < to)
                        .peek(logged -> reads++)
                        .iterator();
            }

            @Override
            public void close() {}
        };
    }
}
