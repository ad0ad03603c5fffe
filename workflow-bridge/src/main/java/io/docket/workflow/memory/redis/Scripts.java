package io.docket.workflow.memory.redis;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs Lua in Redis: each script is one atomic step. */
final class Scripts {
    private final RedisDataSource redis;
    private final Durability durability;

    /** Scripts of which none has to last before it is answered. */
    Scripts(RedisDataSource redis) {
        this(redis, Durability.NONE);
    }

    Scripts(RedisDataSource redis, Durability durability) {
        this.redis = redis;
        this.durability = durability;
    }

    @Nullable
    String run(String script, List<String> keys, String... arguments) {
        return run(redis, script, keys, arguments);
    }

    /** The same where somebody relies on the answer: returns once enough replicas have what the script wrote. */
    @Nullable
    String keep(String script, List<String> keys, String... arguments) {
        if (!durability.hasReplicas()) {
            return run(script, keys, arguments);
        }
        AtomicReference<@Nullable String> answer = new AtomicReference<>();
        redis.withConnection(connection -> {
            answer.set(run(connection, script, keys, arguments));
            durability.await(connection);
        });
        return answer.get();
    }

    private static @Nullable String run(RedisDataSource redis, String script, List<String> keys, String... arguments) {
        List<String> call = new ArrayList<>();
        call.add(script);
        call.add(Integer.toString(keys.size()));
        call.addAll(keys);
        call.addAll(List.of(arguments));
        Response answer = redis.execute("EVAL", call.toArray(String[]::new));
        return answer == null ? null : answer.toString();
    }
}
