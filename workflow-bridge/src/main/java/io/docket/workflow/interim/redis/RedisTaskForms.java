package io.docket.workflow.interim.redis;

import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Task forms in Redis: hash {@code form:<tenant>/<task>} with {@code instance}, {@code key}, {@code assignee} and
 * {@code ended}; set {@code tasks:<instance>}; hash {@code first-tasks:<instance>} (definition -> its first task).
 */
public final class RedisTaskForms implements TaskForms {
    /** KEYS form, tasks, first tasks; ARGV task, definition, repeated, plain key, key with the task, instance */
    private static final String CREATED = """
            redis.call('SADD', KEYS[2], ARGV[1])
            redis.call('HSETNX', KEYS[3], ARGV[2], ARGV[1])
            local alone = ARGV[3] == 'false' and redis.call('HGET', KEYS[3], ARGV[2]) == ARGV[1]
            redis.call('HSETNX', KEYS[1], 'key', alone and ARGV[4] or ARGV[5])
            redis.call('HSET', KEYS[1], 'instance', ARGV[6])
            return 'DONE'
            """;

    /** KEYS form; ARGV field, value. Empty takes the field away. */
    private static final String CHANGE = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return 'GONE' end
            if ARGV[2] == '' then redis.call('HDEL', KEYS[1], ARGV[1])
            else redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
            return 'DONE'
            """;

    private final RedisCalls calls;
    private final RedisKeys names;

    /** Task forms in this Redis. */
    public RedisTaskForms(RedisDataSource redis, RedisKeys names) {
        this.calls = new RedisCalls(redis, Durability.NONE);
        this.names = names;
    }

    @Override
    public void created(InstanceRef instance, String taskId, String taskDefinitionKey, boolean repeated) {
        String id = instance.processInstanceId();
        calls.write(
                CREATED,
                List.of(names.taskForm(instance.tenant(), taskId), names.tasksOf(instance), names.firstTasks(instance)),
                List.of(
                        taskId,
                        taskDefinitionKey,
                        Boolean.toString(repeated),
                        InterimKeys.taskForm(id, taskDefinitionKey),
                        InterimKeys.taskForm(id, taskDefinitionKey, taskId),
                        instance.key()));
    }

    @Override
    public void assigned(String tenant, String taskId, @Nullable String assignee) {
        change(tenant, taskId, "assignee", Objects.requireNonNullElse(assignee, ""));
    }

    @Override
    public void ended(String tenant, String taskId) {
        change(tenant, taskId, "ended", "true");
    }

    private void change(String tenant, String taskId, String field, String value) {
        calls.write(CHANGE, List.of(names.taskForm(tenant, taskId)), List.of(field, value));
    }

    @Override
    public Optional<TaskForm> find(String tenant, String taskId) {
        Map<String, String> form =
                calls.read(() -> calls.source().hash(String.class).hgetall(names.taskForm(tenant, taskId)));
        String instance = form.get("instance");
        String key = form.get("key");
        return instance == null || key == null
                ? Optional.empty()
                : Optional.of(new TaskForm(
                        InstanceRef.parse(instance), key, form.get("assignee"), form.containsKey("ended")));
    }

    @Override
    public Set<String> tasksOf(InstanceRef instance) {
        return calls.read(() -> calls.source().set(String.class).smembers(names.tasksOf(instance)));
    }

    @Override
    public void forget(InstanceRef instance) {
        for (String task : tasksOf(instance)) {
            calls.command("DEL", names.taskForm(instance.tenant(), task));
        }
        calls.command("DEL", names.tasksOf(instance), names.firstTasks(instance));
    }
}
