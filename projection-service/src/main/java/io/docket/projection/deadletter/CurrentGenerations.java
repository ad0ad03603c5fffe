package io.docket.projection.deadletter;

import java.util.List;

/** Which generations of the views are kept current in a partition of this instance. */
@FunctionalInterface
public interface CurrentGenerations {
    /** Their collections; none if the partition is somebody else's. */
    List<String> in(int partition);
}
