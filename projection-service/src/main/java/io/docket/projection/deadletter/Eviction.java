package io.docket.projection.deadletter;

import io.docket.contracts.position.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's decision that a view leaves an event out. It is no part of the log, so it is kept when views are made
 * anew.
 *
 * @param view the view
 * @param tenant owner of the data
 * @param root root of the event
 * @param position place of the event
 * @param eventId the event
 * @param document the document that is left out as a whole, because it cannot be without the event; absent if it can
 * @param by who decided
 * @param at when
 * @param reason why
 */
public record Eviction(
        String view,
        String tenant,
        String root,
        Position position,
        String eventId,
        @Nullable String document,
        String by,
        Instant at,
        String reason) {}
