package io.docket.eventstore.bench.takeover;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Cluster;
import java.util.function.UnaryOperator;

/**
 * A kind of instance that inherits partitions.
 *
 * @param name how the report calls it
 * @param settings what it is set to beyond the defaults
 * @param warm whether it follows the partitions before they are its own
 */
record Heir(String name, UnaryOperator<EventStoreConfig> settings, boolean warm) {
    /** Has read nothing of the partitions that it inherits. */
    static final Heir COLD = new Heir("cold", config -> config, false);

    /** Has followed the partitions that it inherits, to their end. */
    static final Heir WARM = new Heir(
            "with standby",
            config -> config.withCluster(new Cluster(config.cluster().owners(), null, Cluster.ALL_WARM)),
            true);
}
