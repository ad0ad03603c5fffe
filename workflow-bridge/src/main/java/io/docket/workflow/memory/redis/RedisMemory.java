package io.docket.workflow.memory.redis;

import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.memory.TenantQueues;
import io.docket.workflow.schedule.ScheduleMemory;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The memory of the bridge in one Redis, under {@code docket:bridge:}. */
@Singleton
public class RedisMemory {
    private static final String PREFIX = "docket:bridge:";

    private final RedisDataSource redis;
    private final RedisKeys names;

    /** The memory of the service. */
    @Inject
    public RedisMemory(RedisDataSource redis) {
        this(redis, PREFIX);
    }

    /** A memory under another prefix. */
    public RedisMemory(RedisDataSource redis, String prefix) {
        this.redis = redis;
        this.names = new RedisKeys(prefix);
    }

    /** Instances. */
    @Produces
    @Singleton
    public InstanceMemory instances() {
        return new RedisInstances(redis, names);
    }

    /** Tasks. */
    @Produces
    @Singleton
    public TaskMemory tasks() {
        return new RedisTasks(redis, names);
    }

    /** Parked starts. */
    @Produces
    @Singleton
    public Parking parking() {
        return new RedisParking(redis, names);
    }

    /** Definitions. */
    @Produces
    @Singleton
    public DefinitionMemory definitions() {
        return new RedisDefinitions(redis, names);
    }

    /** Needs of processes. */
    @Produces
    @Singleton
    public Needs needs() {
        return new RedisNeeds(redis, names);
    }

    /** Names of the keys, for what lies beside the memory. */
    @Produces
    @Singleton
    public RedisKeys names() {
        return names;
    }

    /** Progress. */
    @Produces
    @Singleton
    public Progress progress() {
        return new RedisProgress(redis, names);
    }

    /** Schedules. */
    @Produces
    @Singleton
    public ScheduleMemory schedules() {
        return new RedisSchedules(redis, names);
    }

    /**
     * What waits for accounts of tenants.
     *
     * @param capacity commands, and events, of one tenant
     */
    public TenantQueues tenants(int capacity) {
        return new TenantQueues(
                new RedisTenantQueue(redis, names.parkedCommands(), capacity),
                new RedisTenantQueue(redis, names.parkedRuns(), capacity));
    }
}
