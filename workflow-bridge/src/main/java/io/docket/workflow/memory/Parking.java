package io.docket.workflow.memory;

import io.docket.workflow.start.ParkedStart;
import io.docket.workflow.start.StartRequest;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Starts whose process the engine does not have yet; they wait for its deployment. However many wait, no more than a few of them are
 * in the heap at once. What is parked or unparked while they are read may be handed out or not.
 */
public interface Parking {
    /** Keeps the request until its process is there. */
    void park(StartRequest request);

    /** True if a request for the instance is kept. */
    boolean isParked(InstanceRef instance);

    /** Drops the request for the instance, if one is kept. */
    void unpark(InstanceRef instance);

    /** How many requests wait. */
    long size();

    /** Hands out everything that waits, in no order; some may come twice. */
    void forEach(Consumer<ParkedStart> reader);

    /** Hands out the requests that wait for the process, in no order, for as long as the reader says true; some may come twice. */
    void takeWhile(String tenant, String processId, Predicate<StartRequest> reader);
}
