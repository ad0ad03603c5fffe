package io.docket.workflow.memory.redis;

import io.docket.workflow.memory.TaskMemory;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.keys.RedisKeyNotFoundException;
import io.quarkus.redis.datasource.value.ValueCommands;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in Redis: string {@code task:<tenant>/<id>}, the key of the user task and, behind a space, its instance; it expires once
 * the task has ended. String {@code unassigning:<tenant>/<id>}, milliseconds since the epoch.
 */
final class RedisTasks implements TaskMemory {
    private final ValueCommands<String, String> values;
    private final KeyCommands<String> keys;
    private final RedisKeys names;

    RedisTasks(RedisDataSource redis, RedisKeys names) {
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.names = names;
    }

    @Override
    public void bindTask(String tenant, String taskId, long userTaskKey, @Nullable String processInstanceId) {
        String owner = processInstanceId == null ? "" : " " + processInstanceId;
        values.set(names.task(tenant, taskId), userTaskKey + owner);
    }

    @Override
    public Optional<String> processInstanceId(String tenant, String taskId) {
        String noted = values.get(names.task(tenant, taskId));
        return noted == null || noted.indexOf(' ') < 0
                ? Optional.empty()
                : Optional.of(noted.substring(noted.indexOf(' ') + 1));
    }

    @Override
    public OptionalLong userTaskKey(String tenant, String taskId) {
        String noted = values.get(names.task(tenant, taskId));
        return noted == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(noted.split(" ")[0]));
    }

    @Override
    public void taskEnded(String tenant, String taskId) {
        keys.expire(names.task(tenant, taskId), RedisKeys.AFTERLIFE);
    }

    @Override
    public boolean hasEnded(String tenant, String taskId) {
        try {
            return keys.ttl(names.task(tenant, taskId)) >= 0;
        } catch (RedisKeyNotFoundException e) {
            return false;
        }
    }

    @Override
    public void unassigning(String tenant, String taskId, Instant now) {
        values.psetex(
                names.unassigning(tenant, taskId), RedisKeys.AFTERLIFE.toMillis(), Long.toString(now.toEpochMilli()));
    }

    @Override
    public Optional<Instant> unassigning(String tenant, String taskId) {
        return Optional.ofNullable(values.get(names.unassigning(tenant, taskId)))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }
}
