package io.docket.workflow.memory.redis;

import io.docket.workflow.interim.redis.RedisTaskForms;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The local stack's Redis ({@code DOCKET_REDIS_URI}) under a prefix of its own, emptied at the end. */
public final class LocalRedis implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String prefix = "docket:bridge-it:" + UUID.randomUUID() + ":";
    private final Vertx vertx = Vertx.vertx();
    private final Redis client = Redis.createClient(
            vertx, Objects.requireNonNullElse(System.getenv("DOCKET_REDIS_URI"), "redis://127.0.0.1:16379"));
    private final RedisDataSource redis = new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), TIMEOUT);

    /** A memory of its own. */
    public RedisMemory memory() {
        return new RedisMemory(redis, prefix);
    }

    /** Forms of tasks beside it. */
    public RedisTaskForms taskForms() {
        return new RedisTaskForms(redis, new RedisKeys(prefix));
    }

    /** Keys that Redis will remove. */
    public List<String> keysThatExpire() {
        return redis.key().keys(prefix + "*").stream()
                .filter(key -> redis.key().ttl(key) > 0)
                .toList();
    }

    @Override
    public void close() {
        redis.key().keys(prefix + "*").forEach(key -> redis.key().del(key));
        client.close();
        vertx.closeAndAwait();
    }
}
