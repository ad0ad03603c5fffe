package io.docket.workflow.memory.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    private static final String PASSED = """
            for i = 1, #ARGV, 2 do
              local due = redis.call('ZSCORE', KEYS[2], ARGV[i])
              if ARGV[i + 1] == '' then
                redis.call('HDEL', KEYS[1], ARGV[i])
                redis.call('ZREM', KEYS[2], ARGV[i])
              elseif due and tonumber(due) < tonumber(ARGV[i + 1]) then
                redis.call('ZADD', KEYS[2], ARGV[i + 1], ARGV[i])
              end
            end
            return '1'
            """;
    private static final String CLAIMING = """
            local claimed = {}
            for i = 3, #KEYS do
              local schedule = ARGV[i - 1]
              if redis.call('SET', KEYS[i], '1', 'NX', 'PX', ARGV[1]) then
                local plan = redis.call('HGET', KEYS[1], schedule)
                local due = redis.call('ZSCORE', KEYS[2], schedule)
                if plan and due then table.insert(claimed, { schedule, due, plan }) end
              end
            end
            return cjson.encode(claimed)
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
                new String(Json.bytes(planned.plan()), UTF_8),
                millis(planned.due()));
    }

    @Override
    public Optional<Planned> find(ScheduleRef schedule) {
        String found = Objects.requireNonNullElse(
                scripts.run(FIND, List.of(names.schedules(), names.schedulesDue()), schedule.key()), "");
        int space = found.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : Optional.of(planned(schedule, found.substring(0, space), found.substring(space + 1)));
    }

    @Override
    public void passed(List<Passed> passed) {
        if (!passed.isEmpty()) {
            scripts.run(
                    PASSED,
                    List.of(names.schedules(), names.schedulesDue()),
                    passed.stream()
                            .flatMap(each ->
                                    Stream.of(each.schedule().key(), each.next() == null ? "" : millis(each.next())))
                            .toArray(String[]::new));
        }
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
    public List<Planned> claim(List<Due> occurrences) {
        List<String> keys = new ArrayList<>(List.of(names.schedules(), names.schedulesDue()));
        List<String> arguments = new ArrayList<>(List.of(Long.toString(CLAIM.toMillis())));
        for (Due each : occurrences) {
            keys.add(names.firing(each.schedule().key() + "@" + each.at().toEpochMilli()));
            arguments.add(each.schedule().key());
        }
        JsonNode claimed = Json.tree(
                Objects.requireNonNullElse(scripts.run(CLAIMING, keys, arguments.toArray(String[]::new)), "[]")
                        .getBytes(UTF_8));
        List<Planned> found = new ArrayList<>();
        claimed.forEach(each -> found.add(planned(
                ScheduleRef.of(each.get(0).asText()),
                each.get(1).asText(),
                each.get(2).asText())));
        return found;
    }

    private static Planned planned(ScheduleRef schedule, String due, String plan) {
        return new Planned(schedule, Json.read(plan.getBytes(UTF_8), Plan.class), Instant.ofEpochMilli((long)
                Double.parseDouble(due)));
    }

    private static Due due(ScoredValue<String> found) {
        return new Due(ScheduleRef.of(found.value()), Instant.ofEpochMilli((long) found.score()));
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
