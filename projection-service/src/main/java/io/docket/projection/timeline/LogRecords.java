package io.docket.projection.timeline;

import io.docket.contracts.position.Position;
import io.smallrye.mutiny.Uni;

/** Single records of the log. */
public interface LogRecords {
    /** The data of the event at the position, UTF-8 JSON; fails if the log does not hold it any more. */
    Uni<byte[]> data(Position position);
}
