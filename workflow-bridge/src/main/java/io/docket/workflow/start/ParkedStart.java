package io.docket.workflow.start;

import io.docket.workflow.memory.InstanceRef;

/**
 * What is told of a start that waits for its process; of its data nothing.
 *
 * @param instance the instance to be
 * @param processId process id as the tenant knows it
 * @param origin what asked for it
 */
public record ParkedStart(InstanceRef instance, String processId, StartRequest.Origin origin) {}
