package io.docket.projection.redis;

import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.Documents;
import io.docket.projection.view.Serving;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One instance's hot views, under a prefix of their own on the Redis at {@code DOCKET_REDIS_URI}, removed at the end; several may share
 * a prefix.
 */
public final class RedisStore implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String LOG = "test-log";

    private final Vertx vertx = Vertx.vertx();
    private final String uri;
    private final boolean reachable;
    private final io.vertx.mutiny.redis.client.Redis client;
    private final RedisConfig config;
    private final CuttableRedis redis;
    private final Epochs epochs;
    private final RedisHotViews views;
    private final HotSource source;
    private final Watermarks watermarks = new Watermarks();
    private final FewDocuments few;
    private final HotSupervisor supervisor;

    public RedisStore() {
        this(Optional::of);
    }

    /** Made from the generations that serve. */
    public RedisStore(Serving serving) {
        this(System.getenv().getOrDefault("DOCKET_REDIS_URI", "redis://127.0.0.1:16379"), true, serving);
    }

    /** Another instance of the service, which shares the hot views and the few documents. */
    RedisStore(RedisStore other, Serving serving) {
        this(other.uri, true, serving, other.config.prefix(), other.few);
    }

    private RedisStore(String uri, boolean reachable, Serving serving) {
        this(
                uri,
                reachable,
                serving,
                "docket:{it-" + UUID.randomUUID().toString().substring(0, 8) + "}",
                new FewDocuments());
    }

    private RedisStore(String uri, boolean reachable, Serving serving, String prefix, FewDocuments few) {
        this.uri = uri;
        this.reachable = reachable;
        this.few = few;
        config = new Config(prefix);
        source = new HotSource(serving, MongoStore.PROJECTORS);
        client = io.vertx.mutiny.redis.client.Redis.createClient(vertx, uri);
        redis = new CuttableRedis(new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client)), config);
        epochs = new Epochs(redis);
        views = new RedisHotViews(redis, config);
        supervisor = supervisor(few, few);
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
        return new RedisHotQueries(redis, views, config, source, watermarks);
    }

    /** How far this instance knows the stored documents to be. */
    Watermarks watermarks() {
        return watermarks;
    }

    /** The few documents that instances with this prefix share. */
    FewDocuments few() {
        return few;
    }

    /** Cuts this instance off from Redis, or lets it reach Redis again. */
    void cut(boolean off) {
        redis.cut = off;
    }

    /** Lets the supervisor look once, at the few documents. */
    void look() {
        supervisor.look().await().atMost(TIMEOUT);
    }

    /** Lets the supervisor look once. */
    public void look(Documents documents, Positions positions) {
        supervisor(documents, positions).look().await().atMost(TIMEOUT);
    }

    private HotSupervisor supervisor(Documents documents, Positions positions) {
        return new HotSupervisor(views, repair(documents), positions, () -> Optional.of(LOG), config);
    }

    private HotRepair repair(Documents documents) {
        return new HotRepair(redis, epochs, documents, source, MongoStore.PROJECTORS);
    }

    /** Whether a new process would believe the hot views, with the documents at these positions. */
    boolean isWhole(Documents documents, Map<Integer, StoredPosition> positions) {
        return repair(documents).judge(LOG, positions).await().atMost(TIMEOUT).verdict() == HotVerdict.WHOLE;
    }

    /** The epoch in use. */
    HotEpoch epoch() {
        return epochs.current().await().atMost(TIMEOUT);
    }

    Epochs epochs() {
        return epochs;
    }

    /** Lets the epoch in use lack something, for everybody. */
    void breakEpoch() {
        redis.run("HSET", redis.keys().epoch(), "state", "broken").await().atMost(TIMEOUT);
    }

    /** As if whoever filled the epoch in use could not give its lock back. */
    void keepTheLock() {
        redis.run("SET", redis.keys().repairLock(), epoch().id()).await().atMost(TIMEOUT);
    }

    /** Lets the attention of whoever fills an epoch run out. */
    void forgetWhoFills() {
        redis.run("DEL", redis.keys().repairLock()).await().atMost(TIMEOUT);
    }

    /** The counters of a group of the tenant, in the epoch in use. */
    Map<String, String> counters(String tenant, String group) {
        return redis.read(List.of(List.of("HGETALL", HotKeys.countersIn(tenant, group))))
                .map(reading -> Redis.pairs(reading.answers().get(0)))
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
            cut(false);
            flush();
        }
        client.close();
        vertx.close().await().atMost(TIMEOUT);
    }

    /** One that can be out of reach. */
    private static final class CuttableRedis extends Redis {
        private volatile boolean cut;

        CuttableRedis(ReactiveRedisDataSource redis, RedisConfig config) {
            super(redis, config);
        }

        @Override
        Uni<@Nullable Response> run(String command, String... args) {
            return cut ? Uni.createFrom().failure(new IllegalStateException("out of reach")) : super.run(command, args);
        }
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
