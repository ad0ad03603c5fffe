package io.docket.eventstore.faults.load;

import io.docket.eventstore.faults.instance.FaultsLog;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Which instance to ask about which partition: whoever answered last, else the next in turn. */
final class Routes {
    private final AtomicIntegerArray guess = new AtomicIntegerArray(FaultsLog.PARTITIONS);
    private final int instances;

    Routes(int instances) {
        this.instances = instances;
    }

    int to(int partition) {
        return guess.get(partition);
    }

    void notThere(int partition, int asked) {
        guess.compareAndSet(partition, asked, (asked + 1) % instances);
    }
}
