package io.docket.projection.query;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queries on the hot views. Empty while they cannot be believed: the stored documents know the answer too. */
public interface HotQueries {
    /** The counters of the tenant in these groups, as of one moment. */
    Uni<Optional<Statistics>> statistics(String tenant, List<String> groups);

    /** The counters of open work at these paths; one that is not there is 0. */
    Uni<Optional<Map<String, Long>>> work(String tenant, List<String> paths);

    /** The summaries of the documents that have one, by id. */
    Uni<Optional<Map<String, Map<String, String>>>> summaries(String tenant, String view, Collection<String> ids);

    /**
     * The statistics of a tenant.
     *
     * @param counters counters by group and path
     * @param actors how many users acted
     */
    record Statistics(Map<String, Map<String, Long>> counters, long actors) {}
}
