package io.docket.eventstore;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;

/**
 * An event and its place in the log.
 *
 * @param position where it is
 * @param event what it is
 */
public record StoredEvent(Position position, EventEnvelope event) {}
