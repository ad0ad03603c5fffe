package io.docket.workflow.interim.redis;

import io.docket.workflow.encryption.DataKeyStore;
import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.encryption.Vaults;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.Checking;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.interim.TaskLookup;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.removal.RemovalQueue;
import io.docket.workflow.signature.Revocation;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.docket.workflow.signature.TrustAnchors;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The bridge's parts that keep interim data, over a Redis. */
final class RedisUnderTest implements AutoCloseable {
    static final Duration LIFE = Duration.ofHours(24);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    final RedisDataSource redis;
    final RedisMemory memory;
    final InterimStore store;
    final TaskForms forms;
    final RemovalQueue queue;
    final DataKeyStore dataKeys;
    final DataKeys keys;
    final Vault vault;
    final InterimEvents events;
    final Bringing bringing;
    final Checking checking;
    final PayloadDelivery delivery;

    private final Vertx vertx = Vertx.vertx();
    private final Redis client;

    RedisUnderTest(RedisOptions options, Durability durability) {
        this(vertx -> Redis.createClient(vertx, options), durability);
    }

    RedisUnderTest(Function<Vertx, Redis> connection, Durability durability) {
        this.client = connection.apply(vertx);
        this.redis = new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), TIMEOUT);
        InstantSource clock = InstantSource.system();
        this.memory = new RedisMemory(redis, durability);
        RedisKeys names = memory.names();
        RedisInterim interim = new RedisInterim(redis, names, durability, clock);
        this.store = interim.store();
        this.forms = interim.forms();
        this.queue = interim.removals();
        this.dataKeys = interim.dataKeys();
        this.keys = Vaults.keys(dataKeys, clock);
        this.vault = Vaults.over(keys);
        this.events = new InterimEvents(store, forms, queue, LIFE, clock);
        SystemKeys systemKeys = SystemKeys.none();
        Signatures signatures = new Signatures(new TrustAnchors(List.of(), Revocation.unchecked(), clock), systemKeys);
        this.bringing = new Bringing(store, new TaskLookup(forms, time -> {}), vault, signatures, systemKeys, LIFE);
        this.delivery = new PayloadDelivery(interim.deliveries(), events, clock);
        this.checking = new Checking(store, forms, vault, signatures);
    }

    /** An instance that runs. */
    void runs(InstanceRef instance, long engineKey) {
        memory.instances().bind(instance, engineKey);
    }

    @Override
    public void close() {
        client.close();
        vertx.closeAndAwait();
    }
}
