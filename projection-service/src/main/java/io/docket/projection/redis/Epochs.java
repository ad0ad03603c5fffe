package io.docket.projection.redis;

import io.docket.contracts.json.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Opens epochs, and completes them. Each step is one script that asks first whether the epoch is still the one in use, so
 * whoever was away for too long can do nothing to the epoch of another.
 */
@ApplicationScoped
public class Epochs {
    /** How long an epoch that is being filled may be left alone before others begin anew. */
    static final Duration ATTENTION = Duration.ofSeconds(30);

    private static final String OPEN = Redis.script("/lua/open-epoch.lua");
    private static final String KEEP = Redis.script("/lua/keep-epoch.lua");
    private static final String COMPLETE = Redis.script("/lua/complete-epoch.lua");
    private static final String RELEASE = Redis.script("/lua/release-lock.lua");
    private static final String REMOVE = Redis.script("/lua/remove-keys.lua");
    private static final String MILLIS = Long.toString(ATTENTION.toMillis());

    private final Redis redis;

    public Epochs(Redis redis) {
        this.redis = redis;
    }

    /** The epoch in use. */
    Uni<HotEpoch> current() {
        return redis.read(List.of()).map(Redis.Reading::epoch);
    }

    /**
     * Opens an epoch to be filled; false, and nothing done, if another is in use than the former, or somebody fills one.
     *
     * @param former id of the epoch that it replaces, empty for none
     * @param next how far the stored documents are by partition
     */
    Uni<Boolean> open(String former, String id, HotVerdict.Wanted from, Map<Integer, Long> next) {
        HotKeys keys = redis.keys();
        return yes(
                OPEN,
                List.of(keys.epoch(), keys.repairLock()),
                keys.prefix(),
                former,
                id,
                from.madeFrom(),
                from.generations(),
                Long.toString(from.revision()),
                MILLIS,
                new String(Json.bytes(next), StandardCharsets.UTF_8));
    }

    /** Says that it is still being filled; false if another is in use. */
    Uni<Boolean> keep(String id) {
        return yes(KEEP, List.of(redis.keys().epoch(), redis.keys().repairLock()), id, MILLIS);
    }

    /** Declares it complete; false, and nothing done, if another is in use, or something was lost while it was filled. */
    Uni<Boolean> complete(String id) {
        return yes(COMPLETE, List.of(redis.keys().epoch()), id);
    }

    /** Says that it is not filled any more. */
    Uni<Void> release(String id) {
        return yes(RELEASE, List.of(redis.keys().repairLock()), id).replaceWithVoid();
    }

    /** Removes keys of former epochs; false, and nothing done, if another is in use than this one. */
    Uni<Boolean> removeFormer(String id, List<String> former) {
        List<String> all = new ArrayList<>(List.of(redis.keys().epoch()));
        all.addAll(former);
        return yes(REMOVE, all, id);
    }

    private Uni<Boolean> yes(String script, List<String> keys, String... args) {
        List<String> all = new ArrayList<>(List.of(script, Integer.toString(keys.size())));
        all.addAll(keys);
        all.addAll(List.of(args));
        return redis.run("EVAL", all.toArray(String[]::new)).map(answer -> answer != null && answer.toInteger() == 1);
    }
}
