package io.docket.projection.redis;

import io.docket.contracts.json.Json;
import io.docket.projection.apply.HotViews;
import io.docket.projection.view.GenerationName;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Redis commands that the hot views need. */
@ApplicationScoped
public class Redis {
    private static final String APPLY_STATES = script("/lua/apply-states.lua");
    private static final String READ_VIEWS = script("/lua/read-views.lua");

    private final ReactiveRedisDataSource redis;
    private final HotKeys keys;

    public Redis(ReactiveRedisDataSource redis, RedisConfig config) {
        this.redis = redis;
        this.keys = new HotKeys(config.prefix());
    }

    HotKeys keys() {
        return keys;
    }

    /** Takes over states of the generations that the epoch is made from, in one step; answers the state of the epoch, or {@code lost}. */
    Uni<String> apply(
            List<HotViews.State> states, Map<String, Set<String>> actors, Map<Integer, HotViews.Stretch> stretches) {
        List<Map<String, Object>> flat = states.stream()
                .map(state -> Map.<String, Object>of(
                        "tenant", state.key().tenant(),
                        "view", GenerationName.of(state.key().view()).view(),
                        "generation", state.key().view(),
                        "id", state.key().id(),
                        "at", state.at(),
                        "counters", state.counters(),
                        "summary", state.summary()))
                .toList();
        String batch = json(Map.of("states", flat, "actors", actors, "stretches", stretches));
        return run("EVAL", APPLY_STATES, "1", keys.epoch(), keys.prefix(), batch)
                .map(Response::toString);
    }

    /**
     * Reads the epoch in use, and what is asked of it, all as of one moment.
     *
     * @param commands each a command, the rest of its key behind that of the epoch, and its arguments
     */
    Uni<Reading> read(List<List<String>> commands) {
        return run("EVAL", READ_VIEWS, "2", keys.epoch(), keys.repairLock(), keys.prefix(), json(commands))
                .map(answer -> {
                    Map<Integer, Long> positions = new HashMap<>();
                    pairs(answer.get(1))
                            .forEach(
                                    (partition, next) -> positions.put(Integer.valueOf(partition), Long.valueOf(next)));
                    boolean attended = answer.get(2).toInteger() == 1;
                    return new Reading(new HotEpoch(pairs(answer.get(0)), positions, attended), answer.get(3));
                });
    }

    /** A hash as a script answers it: names and values in turn. */
    static Map<String, String> pairs(Response flat) {
        Map<String, String> hash = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            hash.put(flat.get(i).toString(), flat.get(i + 1).toString());
        }
        return hash;
    }

    /** Any other command. */
    Uni<@Nullable Response> run(String command, String... args) {
        return redis.execute(command, args);
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }

    /** The text of a script. */
    static String script(String resource) {
        try (InputStream script = Redis.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What was read.
     *
     * @param epoch the epoch in use
     * @param answers the answer to each command; none if the epoch is not complete
     */
    record Reading(HotEpoch epoch, Response answers) {}
}
