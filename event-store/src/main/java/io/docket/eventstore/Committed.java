package io.docket.eventstore;

import io.docket.contracts.position.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an append landed in the log.
 *
 * @param positions positions of the events, in the order of the request; empty if there was only an outcome
 */
public record Committed(List<Position> positions) {
    public Committed {
        positions = List.copyOf(positions);
    }

    /** Position of the last event; {@code null} if there was only an outcome. */
    public @Nullable Position last() {
        return positions.isEmpty() ? null : positions.getLast();
    }
}
