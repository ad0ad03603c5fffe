package io.docket.workflow.simulation;

import io.docket.workflow.memory.MemoryHistory;
import io.docket.workflow.retry.Unavailable;

/** The history of a memory without Redis: its replica has what was written before somebody last waited for it, and can take over. */
public final class HistoryInMemory implements MemoryHistory {
    private final Replica replica;
    private int masters;
    private int waitsInVain;

    HistoryInMemory(Replica replica) {
        this.replica = replica;
    }

    /** The replica does not get what that many will wait for. */
    public synchronized void holdBack(int waits) {
        waitsInVain = waits;
    }

    /** The master is lost, with all that the replica has not got. */
    public synchronized void failOver() {
        replica.takeOver();
        masters++;
    }

    @Override
    public synchronized String current() {
        return "master " + masters;
    }

    @Override
    public synchronized boolean holds(String history) {
        if (waitsInVain > 0) {
            waitsInVain--;
            throw new Unavailable("the write has not reached a replica", null);
        }
        replica.catchUp();
        return history.equals(current());
    }
}
