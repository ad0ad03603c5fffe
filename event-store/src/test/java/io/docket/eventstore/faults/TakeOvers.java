package io.docket.eventstore.faults;

import java.util.List;

/** Who has taken which partition over, as far as it is known by now. */
@FunctionalInterface
public interface TakeOvers {
    List<TakeOver> known();

    /**
     * The beginning of a tenure.
     *
     * @param instance name of the new owner
     * @param partition what it owns
     * @param nanos when, by the machine's clock
     */
    record TakeOver(String instance, int partition, long nanos) {}
}
