package io.docket.workflow.simulation;

/** An instance that has not ended: keys of its definition, of its task, and of the element that the task is of. */
record SimulatedInstance(long definition, long task, long element) {}
