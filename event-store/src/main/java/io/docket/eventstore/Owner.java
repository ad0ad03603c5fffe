package io.docket.eventstore;

import java.time.Instant;

/**
 * The owner of a partition, as it said itself when it began to serve.
 *
 * @param partition number of the partition, from 0
 * @param instance name of the instance in its group
 * @param address where other instances reach it, {@code host:port}
 * @param term grows with every owner of the partition: of two answers the one with the higher term is newer
 * @param since when it began
 */
public record Owner(int partition, String instance, String address, long term, Instant since) {}
