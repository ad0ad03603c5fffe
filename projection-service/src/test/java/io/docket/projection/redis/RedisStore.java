package io.docket.projection.redis;

import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.Documents;
import io.docket.projection.view.Serving;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Hot views under a prefix of their own on the Redis at {@code DOCKET_REDIS_URI}, removed at the end. */
public final class RedisStore implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final boolean reachable;
    private final io.vertx.mutiny.redis.client.Redis client;
    private final RedisConfig config =
            new Config("docket:{it-" + UUID.randomUUID().toString().substring(0, 8) + "}");
    private final Redis redis;
    private final RedisHotViews views;
    private final HotSource source;

    public RedisStore() {
        this(Optional::of);
    }

    /** Made from the generations that serve. */
    public RedisStore(Serving serving) {
        this(System.getenv().getOrDefault("DOCKET_REDIS_URI", "redis://127.0.0.1:16379"), true, serving);
    }

    private RedisStore(String uri, boolean reachable, Serving serving) {
        this.reachable = reachable;
        source = new HotSource(serving, MongoStore.PROJECTORS);
        client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, uri);
        redis = new Redis(new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client)), config);
        views = new RedisHotViews(redis, config);
    }

    /** Hot views that were complete once, on a Redis that is gone. */
    public static RedisStore unreachable() {
        RedisStore store = new RedisStore("redis://127.0.0.1:1", false, Optional::of);
        store.views.ready(0);
        return store;
    }

    /** Begins every key. */
    public String prefix() {
        return config.prefix();
    }

    public RedisHotViews views() {
        return views;
    }

    public RedisHotQueries queries() {
        return new RedisHotQueries(redis, views, config, source);
    }

    /** Lets the supervisor look once. */
    public void look(Documents documents, Positions positions) {
        HotRepair repair = new HotRepair(redis, documents, source, MongoStore.PROJECTORS);
        new HotSupervisor(views, repair, positions, () -> Optional.of("test-log"), config)
                .look()
                .await()
                .atMost(TIMEOUT);
    }

    /** Whether a new process would believe the hot views, with the documents at these positions. */
    boolean isComplete(Documents documents, Map<Integer, StoredPosition> positions) {
        return new HotRepair(redis, documents, source, MongoStore.PROJECTORS)
                .isComplete("test-log", positions)
                .await()
                .atMost(TIMEOUT);
    }

    /** The counters of a group of the tenant, in the epoch in use. */
    Map<String, String> counters(String tenant, String group) {
        HotKeys keys = redis.keys();
        return redis.hash(keys.epoch())
                .chain(epoch -> redis.hash(keys.counters(epoch.get("id"), tenant, group)))
                .await()
                .atMost(TIMEOUT);
    }

    /** Removes every key, as a flush does. */
    public void flush() {
        redis.run(
                        "EVAL",
                        "for _,k in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', k) end return 0",
                        "0",
                        redis.keys().everything())
                .await()
                .atMost(TIMEOUT);
    }

    /** How many keys there are. */
    public int keys() {
        return redis.run("KEYS", redis.keys().everything())
                .await()
                .atMost(TIMEOUT)
                .size();
    }

    @Override
    public void close() {
        if (reachable) {
            flush();
        }
        client.close();
        vertx.close().await().atMost(TIMEOUT);
    }

    private record Config(String prefix) implements RedisConfig {
        @Override
        public Duration writeTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration queryTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration repairPause() {
            return Duration.ofSeconds(1);
        }
    }
}
