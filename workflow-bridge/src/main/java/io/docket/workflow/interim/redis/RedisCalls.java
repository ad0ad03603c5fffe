package io.docket.workflow.interim.redis;

import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls to Redis: scripts as one atomic step each, and the replicas awaited on the connection that wrote. */
final class RedisCalls {
    private final RedisDataSource redis;
    private final Durability durability;

    RedisCalls(RedisDataSource redis, Durability durability) {
        this.redis = redis;
        this.durability = durability;
    }

    /** Runs a script that changes something; returns once enough replicas have it. */
    String write(String script, List<String> keys, List<String> arguments) {
        return guarded(() -> {
            AtomicReference<@Nullable String> answer = new AtomicReference<>();
            redis.withConnection(connection -> {
                answer.set(eval(connection, script, keys, arguments));
                durability.await(connection);
            });
            String text = answer.get();
            return text == null ? "" : text;
        });
    }

    /** Reads; any fault of Redis is {@link Unavailable}. */
    <T> T read(Supplier<T> read) {
        return guarded(read);
    }

    @Nullable
    Response command(String name, String... arguments) {
        return guarded(() -> redis.execute(name, arguments));
    }

    RedisDataSource source() {
        return redis;
    }

    private static @Nullable String eval(
            RedisDataSource connection, String script, List<String> keys, List<String> arguments) {
        List<String> call = new ArrayList<>();
        call.add(script);
        call.add(Integer.toString(keys.size()));
        call.addAll(keys);
        call.addAll(arguments);
        Response answer = connection.execute("EVAL", call.toArray(String[]::new));
        return answer == null ? null : answer.toString();
    }

    private static <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (Refused | Unavailable known) {
            throw known;
        } catch (RuntimeException e) {
            throw new Unavailable("redis: " + e, e);
        }
    }
}
