package io.docket.projection.redis;

import io.docket.projection.apply.Positions;
import io.docket.projection.apply.Source;
import io.docket.projection.apply.StoredPosition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the hot views: as soon as something is missing in them, they are made anew, by one of the instances. The others take
 * what it made.
 */
@ApplicationScoped
public class HotSupervisor {
    private static final Logger LOG = Logger.getLogger(HotSupervisor.class);

    /** Looks that an epoch of newer generations is left alone for: longer than an instance may not have seen a switch. */
    static final int MAX_AWAITED_LOOKS = 30;

    private final RedisHotViews views;
    private final HotRepair repair;
    private final Positions positions;
    private final Source source;
    private final RedisConfig config;
    private volatile @Nullable Cancellable watch;
    private volatile @Nullable Awaited awaited;

    public HotSupervisor(
            RedisHotViews views, HotRepair repair, Positions positions, Source source, RedisConfig config) {
        this.views = views;
        this.repair = repair;
        this.positions = positions;
        this.source = source;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        watch = Uni.createFrom()
                .deferred(this::look)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("hot views not looked at error=%s", failure.getMessage());
                    return null;
                })
                .onItem()
                .delayIt()
                .by(config.repairPause())
                .repeat()
                .indefinitely()
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf("hot views are not watched any more error=%s", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        Cancellable running = watch;
        if (running != null) {
            running.cancel();
        }
    }

    /** Looks once: believes what is whole, leaves alone what others are at, and makes anew what is wanting. */
    Uni<Void> look() {
        Optional<String> madeFrom = source.madeFrom();
        if (madeFrom.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long losses = views.losses();
        return positions
                .readAll()
                .chain(stored -> look(madeFrom.get(), stored, losses)
                        .onFailure()
                        .invoke(failure -> views.lost(String.valueOf(failure.getMessage()))));
    }

    private Uni<Void> look(String madeFrom, Map<Integer, StoredPosition> stored, long losses) {
        return repair.judge(madeFrom, stored).chain(judged -> {
            switch (judged.verdict()) {
                case WHOLE -> views.ready(losses);
                case ATTENDED -> views.unknown();
                case AHEAD -> {
                    if (!isLeftAlone(judged.epoch())) {
                        return wanting(judged.epoch(), madeFrom, stored, losses);
                    }
                    views.unknown();
                }
                case WANTING -> {
                    return wanting(judged.epoch(), madeFrom, stored, losses);
                }
            }
            return Uni.createFrom().voidItem();
        });
    }

    /** True while this instance may still come to see the switch that the epoch was made after. */
    private boolean isLeftAlone(String epoch) {
        Awaited before = awaited;
        int looks = before != null && before.epoch().equals(epoch) ? before.looks() + 1 : 1;
        awaited = new Awaited(epoch, looks);
        return looks <= MAX_AWAITED_LOOKS;
    }

    private Uni<Void> wanting(String epoch, String madeFrom, Map<Integer, StoredPosition> stored, long losses) {
        if (views.health() != RedisHotViews.Health.LOST) {
            views.lost("the stored documents know more, or others serve");
            return Uni.createFrom().voidItem();
        }
        return repair.repair(epoch, madeFrom, stored)
                .invoke(done -> {
                    if (done) {
                        views.ready(losses);
                    }
                })
                .replaceWithVoid();
    }

    /** An epoch of generations that this instance does not know of, and how often it was looked at. */
    private record Awaited(String epoch, int looks) {}
}
