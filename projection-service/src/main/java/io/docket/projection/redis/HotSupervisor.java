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

/** Watches over the hot views: as soon as something is missing in them, they are made anew. */
@ApplicationScoped
public class HotSupervisor {
    private static final Logger LOG = Logger.getLogger(HotSupervisor.class);

    private final RedisHotViews views;
    private final HotRepair repair;
    private final Positions positions;
    private final Source source;
    private final RedisConfig config;
    private volatile @Nullable Cancellable watch;

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

    /** Looks once: checks hot views that are believed, repairs those that are not. */
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
        Uni<Boolean> whole = switch (views.health()) {
            case LOST -> repair.repair(madeFrom, stored);
            case READY, UNKNOWN ->
                repair.isComplete(madeFrom, stored).invoke(complete -> {
                    if (!complete) {
                        views.lost("the stored documents know more, or others serve");
                    }
                });
        };
        return whole.invoke(done -> {
                    if (done) {
                        views.ready(losses);
                    }
                })
                .replaceWithVoid();
    }
}
