package io.docket.workflow.memory.redis;

import io.docket.contracts.json.Json;
import io.docket.workflow.schedule.Plan;
import io.docket.workflow.schedule.Planned;
import io.docket.workflow.schedule.ScheduleMemory;
import io.docket.workflow.schedule.ScheduleRef;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.ScanArgs;
import io.quarkus.redis.datasource.sortedset.ScoreRange;
import io.quarkus.redis.datasource.sortedset.ScoredValue;
import io.quarkus.redis.datasource.sortedset.SortedSetCommands;
import io.quarkus.redis.datasource.sortedset.ZRangeArgs;
import io.quarkus.redis.datasource.sortedset.ZScanCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Schedules in Redis: hash {@code schedules} with the plans, sorted set {@code schedules:due} by next occurrence. */
final class RedisSchedules implements ScheduleMemory {
    private static final String PUT = """
            if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1]) end
            return '1'
            """;
    private static final String FIND = """
            local plan = redis.call('HGET', KEYS[1], ARGV[1])
            local due = redis.call('ZSCORE', KEYS[2], ARGV[1])
            if plan and due then return due .. ' ' .. plan end
            return ''
            """;
    private static final String ADVANCE = """
            local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
            if due and tonumber(due) < tonumber(ARGV[2]) then redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1]) end
            return '1'
            """;
    private static final String REMOVE = """
            redis.call('HDEL', KEYS[1], ARGV[1])
            redis.call('ZREM', KEYS[2], ARGV[1])
            return '1'
            """;
    private static final String CLAIMING = """
            if redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return '1' end
            return '0'
            """;
    private static final Duration CLAIM = Duration.ofSeconds(2);
    private static final int SCAN_BATCH = 1_000;

    private final Scripts scripts;
    private final SortedSetCommands<String, String> sorted;
    private final RedisKeys names;

    RedisSchedules(RedisDataSource redis, RedisKeys names) {
        this.scripts = new Scripts(redis);
        this.sorted = redis.sortedSet(String.class);
        this.names = names;
    }

    @Override
    public void put(Planned planned) {
        scripts.run(
                PUT,
                List.of(names.schedules(), names.schedulesDue()),
                planned.schedule().key(),
                new String(Json.bytes(planned.plan()), StandardCharsets.UTF_8),
                millis(planned.due()));
    }

    @Override
    public Optional<Planned> find(ScheduleRef schedule) {
        String found = Objects.requireNonNullElse(
                scripts.run(FIND, List.of(names.schedules(), names.schedulesDue()), schedule.key()), "");
        int space = found.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : Optional.of(new Planned(
                        schedule,
                        Json.read(found.substring(space + 1).getBytes(StandardCharsets.UTF_8), Plan.class),
                        Instant.ofEpochMilli((long) Double.parseDouble(found.substring(0, space)))));
    }

    @Override
    public void advance(ScheduleRef schedule, Instant due) {
        scripts.run(ADVANCE, List.of(names.schedulesDue()), schedule.key(), millis(due));
    }

    @Override
    public void remove(ScheduleRef schedule) {
        scripts.run(REMOVE, List.of(names.schedules(), names.schedulesDue()), schedule.key());
    }

    @Override
    public List<Due> dueUntil(Instant instant, int limit) {
        return sorted
                .zrangebyscoreWithScores(
                        names.schedulesDue(),
                        ScoreRange.from(Double.NEGATIVE_INFINITY, instant.toEpochMilli()),
                        new ZRangeArgs().limit(0, limit))
                .stream()
                .map(RedisSchedules::due)
                .toList();
    }

    @Override
    public void forEach(Consumer<Due> reader) {
        ZScanCursor<String> cursor = sorted.zscan(names.schedulesDue(), new ScanArgs().count(SCAN_BATCH));
        while (cursor.hasNext()) {
            cursor.next().stream().map(RedisSchedules::due).forEach(reader);
        }
    }

    @Override
    public boolean claim(Due occurrence) {
        String key =
                names.firing(occurrence.schedule().key() + "@" + occurrence.at().toEpochMilli());
        return "1".equals(scripts.run(CLAIMING, List.of(key), Long.toString(CLAIM.toMillis())));
    }

    private static Due due(ScoredValue<String> found) {
        return new Due(ScheduleRef.of(found.value()), Instant.ofEpochMilli((long) found.score()));
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
