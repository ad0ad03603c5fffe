package io.docket.workflow.rebuild;

import io.docket.workflow.memory.Progress.EnginePosition;
import io.docket.workflow.record.EngineRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the records of the engine that runs now from those of engines before it, which lost their data: a new engine
 * counts from the beginning, at a later time. A repetition counts back too, at the same time.
 */
final class LastEngine {
    private final Map<Integer, EnginePosition> reached = new HashMap<>();
    private long records;
    private long first;

    /** Takes in the next record of the log. */
    void pass(EngineRecord record) {
        EnginePosition last = reached.getOrDefault(record.partition(), EnginePosition.START);
        if (record.position() <= last.position() && record.time().isAfter(last.time())) {
            first = records;
        }
        if (record.position() > last.position() || record.time().isAfter(last.time())) {
            reached.put(record.partition(), new EnginePosition(record.position(), record.time()));
        }
        records++;
    }

    /** How many records come before those of the engine that runs now. */
    long before() {
        return first;
    }
}
