package io.docket.projection.view;

import java.util.Optional;

/** Which generation of a view the queries read. */
@FunctionalInterface
public interface Serving {
    /** The collection that serves the view now; empty while its first generation is being built. */
    Optional<String> collection(String view);

    /** Counts the changes of what serves: of two that differ, the greater one is newer. */
    default long revision() {
        return 0;
    }
}
