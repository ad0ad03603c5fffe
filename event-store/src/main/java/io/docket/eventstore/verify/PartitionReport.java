package io.docket.eventstore.verify;

import org.jspecify.annotations.Nullable;

/**
 * What a partition was found to be.
 *
 * @param partition number of the partition
 * @param events events verified, from the first on
 * @param unlinked how many of them were written before the chain existed
 * @param checkpoints checkpoints verified
 * @param sealed events that the last of these covers; what comes after could be rewritten by whoever can write the log
 * @param head hash of the chain after the last event verified, lower case hex
 * @param fault what is wrong first; {@code null} if nothing is
 */
public record PartitionReport(
        int partition,
        long events,
        long unlinked,
        long checkpoints,
        long sealed,
        String head,
        @Nullable Fault fault) {}
