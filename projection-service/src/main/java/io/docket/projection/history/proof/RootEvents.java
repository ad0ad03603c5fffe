package io.docket.projection.history.proof;

import io.docket.contracts.proof.ProofScope;
import java.util.List;
import java.util.Map;

/** Where the events of a root lie in the log. */
public interface RootEvents {
    /**
     * Finds them.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if the tenant has no such root, 422 if there are more than the limit
     */
    Places find(ProofScope scope, int limit);

    /**
     * Where they are.
     *
     * @param partition the partition of the root
     * @param offsets offsets of its events, ascending
     * @param versions the last version of each entity, by subject
     */
    record Places(int partition, List<Long> offsets, Map<String, Long> versions) {}
}
