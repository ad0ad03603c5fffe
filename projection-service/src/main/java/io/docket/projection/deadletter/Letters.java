package io.docket.projection.deadletter;

import io.docket.projection.query.PageCursor;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stored letters. Two instances may believe for a moment that they own a partition, so each change names the revision
 * that it was made from, and is refused where that is not the stored one.
 */
public interface Letters {
    /** The letters of a partition. */
    Uni<List<Letter>> of(int partition);

    /** The revision of each letter of the partitions that is parked under one of the names, by id. */
    Uni<Map<String, Long>> revisions(Set<Integer> partitions, Set<String> names);

    /** Those of them that operators ask something for, the longest waiting first, so many at most. */
    Uni<List<Letter>> asked(Set<Integer> partitions, Set<String> names, int limit);

    /** Stores the letters, whatever is asked for them; false if one was not at its revision. */
    Uni<Boolean> save(Collection<Letter> letters);

    /** Stores the letter and takes what was asked for as answered; false if it was not at its revision. */
    Uni<Boolean> answer(Letter letter);

    /** Removes the letter; false, and nothing done, if it was not at its revision. */
    Uni<Boolean> remove(Letter letter);

    /** The decisions about events of the partition in this log. */
    Uni<List<Eviction>> evictions(int partition);

    /** Keeps a decision. */
    Uni<Void> note(Eviction eviction);

    /** A letter of the tenant; empty if there is none. */
    Uni<Optional<Letter>> find(String tenant, String id);

    /** A page of the letters of a tenant, the longest parked first. */
    Uni<List<Letter>> page(Filter filter, @Nullable PageCursor after, int limit);

    /** Asks for something; false, and nothing done, if the letter is not there, has moved on, or something is asked already. */
    Uni<Boolean> ask(String tenant, String id, Letter.Request request);

    /** Asks for a retry of every letter of a view of the tenant that nothing is asked for; answers how many. */
    Uni<Long> askAll(String tenant, String view, Letter.Request request);

    /**
     * Which letters.
     *
     * @param tenant whose
     * @param view of this view only; absent for all
     * @param root of this root only; absent for all
     */
    record Filter(
            String tenant, @Nullable String view, @Nullable String root) {}
}
