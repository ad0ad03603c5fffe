package io.docket.workflow.tenant;

import io.docket.workflow.memory.TenantQueue;

/** What can be done with what waits for accounts of tenants. */
public interface ParkedWork {
    /** Where it waits. */
    TenantQueue queue();

    /**
     * Does some of what is first, in order.
     *
     * @return true if the tenant has less to wait for now
     * @throws io.docket.workflow.retry.Unavailable if it has to wait on
     */
    boolean goOn(String tenant);
}
