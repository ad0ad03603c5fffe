package io.docket.workflow.memory.redis;

import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.InterimSettings;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;

/**
 * How far a write has to have come before it is acknowledged.
 *
 * @param replicas replicas that have it in memory; 0 asks none
 * @param timeout how long they may take; after that nobody knows whether the write survives
 */
public record Durability(int replicas, Duration timeout) {
    /** One Redis alone. */
    public static final Durability NONE = new Durability(0, Duration.ZERO);

    /** As it is set for all that lies in Redis. */
    public static Durability of(InterimSettings settings) {
        return new Durability(settings.replicas(), settings.replicasTimeout());
    }

    /** True if a master that is lost has a successor. */
    boolean hasReplicas() {
        return replicas > 0;
    }

    /**
     * Returns once enough replicas have the last write of the connection, and all that the master took before it.
     *
     * @throws Unavailable if they do not in time
     */
    public void await(RedisDataSource connection) {
        if (!hasReplicas()) {
            return;
        }
        Response reached = connection.execute("WAIT", Integer.toString(replicas), Long.toString(timeout.toMillis()));
        if (reached == null || reached.toInteger() < replicas) {
            throw new Unavailable("the write has not reached " + replicas + " replicas", null);
        }
    }
}
