package io.docket.workflow.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.record.EngineRecord;
import java.util.ArrayList;
import java.util.List;

/** The logs of all engines that there were, and the keys of the present one. */
final class SimulatedLog {
    private static final long FIRST_KEY = 1_000;

    private final VirtualTime time;
    private final List<EngineRecord> records = new ArrayList<>();
    private long nextKey = FIRST_KEY;
    private int begin;

    SimulatedLog(VirtualTime time) {
        this.time = time;
    }

    List<EngineRecord> records() {
        return records;
    }

    long key() {
        return nextKey++;
    }

    /** A new engine counts from the beginning. */
    void beginAnew() {
        nextKey = FIRST_KEY;
        begin = records.size();
    }

    void write(String kind, long key, ObjectNode value) {
        records.add(new EngineRecord(1, records.size() + 1L - begin, time.instant(), kind, key, value));
    }
}
