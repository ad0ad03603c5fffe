package io.docket.workflow.memory.redis;

import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.MemoryHistory;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.memory.TaskMemory;
import io.docket.workflow.memory.TenantQueues;
import io.docket.workflow.schedule.ScheduleMemory;
import io.docket.workflow.settings.InterimSettings;
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
    private final Durability durability;

    /** The memory of the service. */
    @Inject
    public RedisMemory(RedisDataSource redis, InterimSettings settings) {
        this(redis, PREFIX, Durability.of(settings));
    }

    /** The same in another Redis. */
    public RedisMemory(RedisDataSource redis, Durability durability) {
        this(redis, PREFIX, durability);
    }

    /** A memory under another prefix, in a Redis without replicas. */
    public RedisMemory(RedisDataSource redis, String prefix) {
        this(redis, prefix, Durability.NONE);
    }

    private RedisMemory(RedisDataSource redis, String prefix, Durability durability) {
        this.redis = redis;
        this.names = new RedisKeys(prefix);
        this.durability = durability;
    }

    /** Instances. */
    @Produces
    @Singleton
    public InstanceMemory instances() {
        return new RedisInstances(redis, names, durability);
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
        MemoryHistory history =
                durability.hasReplicas() ? new RedisHistory(redis, names, durability) : MemoryHistory.SINGLE;
        return new RedisProgress(redis, names, history);
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
                new RedisTenantQueue(redis, durability, names.parkedCommands(), capacity),
                new RedisTenantQueue(redis, durability, names.parkedRuns(), capacity));
    }
}
