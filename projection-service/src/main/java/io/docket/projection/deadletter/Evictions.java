package io.docket.projection.deadletter;

import io.smallrye.mutiny.Uni;

/** What operators decided, for whoever reads the events of a root again. */
public interface Evictions {
    /** The decisions about events of the root, in the log that the views are made from. */
    Uni<LeftOut> of(String tenant, String root);
}
