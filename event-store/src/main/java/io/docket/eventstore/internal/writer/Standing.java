package io.docket.eventstore.internal.writer;

import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * What the group last told this instance, in one piece: as whom it is known there, and which partitions are its own as
 * long as it is known as that. The coordinator refuses the offsets of a transaction from anybody it knows otherwise by now.
 *
 * @param member the member with its generation
 * @param partitions what it owns, also what it is giving away and has not given away yet
 */
public record Standing(ConsumerGroupMetadata member, Set<Integer> partitions) {
    /** Of an instance that the group has told nothing yet. */
    public static final Standing NONE = new Standing(new ConsumerGroupMetadata(""), Set.of());

    public Standing {
        partitions = Set.copyOf(partitions);
    }
}
