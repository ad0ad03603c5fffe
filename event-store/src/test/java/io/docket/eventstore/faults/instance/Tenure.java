package io.docket.eventstore.faults.instance;

/**
 * The time in which an instance owns a partition, by where it begins in the log.
 *
 * @param instance name of the process
 * @param partition the partition
 * @param start first offset that the instance may write
 * @param nanos when, by the machine's clock
 */
public record Tenure(String instance, int partition, long start, long nanos) {}
