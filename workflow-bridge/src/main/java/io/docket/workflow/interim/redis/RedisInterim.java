package io.docket.workflow.interim.redis;

import io.docket.workflow.encryption.DataKeyStore;
import io.docket.workflow.interim.Deliveries;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.docket.workflow.removal.RemovalQueue;
import io.docket.workflow.settings.InterimSettings;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Everything about interim data that lies in Redis. */
@Singleton
public class RedisInterim {
    private final RedisDataSource redis;
    private final RedisKeys names;
    private final Durability durability;
    private final InstantSource clock;

    /** Interim data of the service. */
    @Inject
    public RedisInterim(RedisDataSource redis, RedisKeys names, InterimSettings settings, InstantSource clock) {
        this(redis, names, Durability.of(settings), clock);
    }

    /** Interim data in another Redis. */
    public RedisInterim(RedisDataSource redis, RedisKeys names, Durability durability, InstantSource clock) {
        this.redis = redis;
        this.names = names;
        this.durability = durability;
        this.clock = clock;
    }

    /** Values. */
    @Produces
    @Singleton
    public InterimStore store() {
        return new RedisInterimStore(redis, names, durability, clock);
    }

    /** Forms of tasks. */
    @Produces
    @Singleton
    public TaskForms forms() {
        return new RedisTaskForms(redis, names);
    }

    /** Deliveries of payloads. */
    @Produces
    @Singleton
    public Deliveries deliveries() {
        return new RedisDeliveries(redis, names);
    }

    /** Removals. */
    @Produces
    @Singleton
    public RemovalQueue removals() {
        return new RedisRemovalQueue(redis, names, durability);
    }

    /** Data keys. */
    @Produces
    @Singleton
    public DataKeyStore dataKeys() {
        return new RedisDataKeys(redis, names, durability);
    }
}
