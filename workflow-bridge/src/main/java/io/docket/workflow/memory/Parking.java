package io.docket.workflow.memory;

import io.docket.workflow.start.StartRequest;
import java.util.List;

/** Starts whose process the engine does not have yet; they wait for its deployment. */
public interface Parking {
    /** Keeps the request until its process is there. */
    void park(StartRequest request);

    /** True if a request for the instance is kept. */
    boolean isParked(InstanceRef instance);

    /** Drops the request for the instance, if one is kept. */
    void unpark(InstanceRef instance);

    /** How many requests wait. */
    long size();

    /** Every request that waits, in no order. */
    List<StartRequest> parked();

    /** The requests that wait for the process, in no order. */
    List<StartRequest> parked(String tenant, String processId);
}
