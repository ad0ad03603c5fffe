package io.docket.eventstore.bench.takeover;

import io.docket.eventstore.EventStoreConfig;
import java.util.function.UnaryOperator;

/**
 * A kind of instance that inherits partitions.
 *
 * @param name how the report calls it
 * @param settings what it is set to beyond the defaults
 */
record Heir(String name, UnaryOperator<EventStoreConfig> settings) {
    /** Has read nothing of the partitions that it inherits. */
    static final Heir COLD = new Heir("cold", config -> config);
}
