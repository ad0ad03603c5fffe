package io.docket.projection.redis;

import io.docket.projection.apply.HotViews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The hot views in Redis, and whether they can be believed.
 *
 * <pre>
 * UNKNOWN --checked, whole--> READY --others make them anew--> UNKNOWN
 *    |                          | a write failed, or the epoch is gone or broken
 *    +--checked, wanting-----> LOST --others, or this instance, made them anew--> READY
 * </pre>
 *
 * While something is missing they are still written. How far they are stays where the gap is, whoever writes: a process that takes
 * over from one that died then would believe them otherwise.
 */
@ApplicationScoped
public class RedisHotViews implements HotViews {
    private static final Logger LOG = Logger.getLogger(RedisHotViews.class);

    private final Redis redis;
    private final RedisConfig config;
    private final AtomicReference<Health> health = new AtomicReference<>(Health.UNKNOWN);
    private final AtomicLong losses = new AtomicLong();

    public RedisHotViews(Redis redis, RedisConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public Uni<Void> apply(List<State> states, Map<String, Set<String>> actors, Map<Integer, Stretch> stretches) {
        return write(states, actors, stretches).onFailure().recoverWithItem(() -> null);
    }

    /** Takes them over; whatever epoch follows one that is gone or broken is made from the stored documents. */
    @Override
    public Uni<Void> applyOrFail(List<State> states) {
        return write(states, Map.of(), Map.of());
    }

    private Uni<Void> write(List<State> states, Map<String, Set<String>> actors, Map<Integer, Stretch> stretches) {
        return redis.apply(states, actors, stretches)
                .ifNoItem()
                .after(config.writeTimeout())
                .fail()
                .invoke(state -> {
                    if (!HotEpoch.COMPLETE.equals(state) && !HotEpoch.BUILDING.equals(state)) {
                        lost("the epoch is " + state);
                    }
                })
                .onFailure()
                .invoke(failure -> lost(String.valueOf(failure.getMessage())))
                .replaceWithVoid();
    }

    /** Whether the hot views can be believed. */
    public Health health() {
        return health.get();
    }

    /** How often something was lost so far. */
    long losses() {
        return losses.get();
    }

    /** Notes that they can be believed, if nothing was lost since then. */
    void ready(long lossesBefore) {
        if (losses.get() != lossesBefore) {
            return;
        }
        if (health.getAndSet(Health.READY) != Health.READY) {
            LOG.info("hot views are complete state=ready");
        }
    }

    /** Notes that others make them anew: they are to be looked at again before they are believed. */
    void unknown() {
        if (health.compareAndSet(Health.READY, Health.UNKNOWN)) {
            LOG.info("hot views are made anew by others, queries ask the stored documents state=unknown");
        }
    }

    /** Notes that they cannot: something is missing in them. */
    void lost(String why) {
        losses.incrementAndGet();
        if (health.getAndSet(Health.LOST) != Health.LOST) {
            LOG.warnf("hot views are incomplete, queries ask the stored documents state=lost error=%s", why);
        }
    }

    /** Whether the hot views can be believed. */
    public enum Health {
        /** Nobody has looked yet. */
        UNKNOWN,
        /** They hold every document. */
        READY,
        /** Something is missing in them. */
        LOST
    }
}
