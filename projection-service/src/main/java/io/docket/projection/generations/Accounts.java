package io.docket.projection.generations;

import io.docket.projection.apply.StoredPosition;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where it is written down how far the generations are: with the position of each partition, so that one write moves a
 * generation from those that are behind to those that are kept current.
 */
public interface Accounts {
    /** Every account, by partition. */
    Uni<Map<Integer, Account>> readAll();

    /** Opens the account of a partition that was never read, with these generations; nothing if it has one. */
    Uni<Void> open(int partition, List<String> generations);

    /** Moves generations that are behind on; false, and nothing done, if one of them is not at the expected offset. */
    Uni<Boolean> advance(int partition, Set<String> collections, long expectedNext, StoredPosition position);

    /** Counts events that were folded into generations that are behind. */
    Uni<Void> count(int partition, Set<String> collections, long events);

    /**
     * Lets generations join those that are kept current; false, and nothing done, if these are beyond {@code reached}.
     *
     * @param reached the generations hold every event before this offset
     */
    Uni<Boolean> join(int partition, Set<String> collections, long reached);

    /** Lets generations leave those that are kept current, to be behind from now on; false if the account changed. */
    Uni<Boolean> leave(int partition, StoredPosition expected, Set<String> collections);

    /** Forgets generations altogether, in every partition. */
    Uni<Void> forget(Set<String> collections);

    /** Forgets how far behind generations were that are kept current now. */
    Uni<Void> settle(int partition, Set<String> collections);
}
