package io.docket.eventstore.axon;

import com.github.f4b6a3.uuid.UuidCreator;
import org.axonframework.common.IdentifierFactory;

/**
 * Axon's source of message ids, found through {@code META-INF/services}: UUIDv7, as the envelope asks for. Random numbers
 * are drawn once a millisecond, the ids within it count on from there: they are unique, and nobody's secret.
 */
public final class TimeOrderedIdentifierFactory extends IdentifierFactory {
    @Override
    public String generateIdentifier() {
        return UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
}
