package io.docket.eventstore;

import io.docket.contracts.position.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that is in the log.
 *
 * @param outcome what was answered
 * @param at when it was recorded
 * @param position place of the last event that was committed with it; {@code null} if there was none
 */
public record StoredOutcome(
        Outcome outcome, Instant at, @Nullable Position position) {}
