package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.MemoryHistory;
import io.docket.workflow.retry.Unavailable;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The history of a Redis with replicas: the replication id of its master, which is another one wherever a server becomes the master or
 * starts. The replicas get all writes in one order, but {@code WAIT} looks at those of its connection: so one more is
 * written there, string {@code awaited}.
 */
final class RedisHistory implements MemoryHistory {
    private static final String ROLE = "role:";
    private static final String MASTER = "master";
    private static final String ID = "master_replid:";

    private final RedisDataSource redis;
    private final RedisKeys names;
    private final Durability durability;

    RedisHistory(RedisDataSource redis, RedisKeys names, Durability durability) {
        this.redis = redis;
        this.names = names;
        this.durability = durability;
    }

    @Override
    public String current() {
        return guarded(() -> idOf(redis));
    }

    @Override
    public boolean holds(String history) {
        return guarded(() -> {
            AtomicReference<String> now = new AtomicReference<>("");
            redis.withConnection(connection -> {
                connection.execute("SET", names.awaited(), history);
                durability.await(connection);
                now.set(idOf(connection));
            });
            return now.get().equals(history);
        });
    }

    private static String idOf(RedisDataSource server) {
        Response answer = server.execute("INFO", "replication");
        String info = answer == null ? "" : answer.toString();
        if (!field(info, ROLE).equals(MASTER)) {
            throw new Unavailable("redis: the server is not the master", null);
        }
        return field(info, ID);
    }

    private static String field(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new Unavailable("redis does not tell its " + name, null));
    }

    private static <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (Unavailable known) {
            throw known;
        } catch (RuntimeException e) {
            throw new Unavailable("redis: " + e, e);
        }
    }
}
