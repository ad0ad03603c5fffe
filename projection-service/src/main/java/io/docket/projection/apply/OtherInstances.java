package io.docket.projection.apply;

import io.docket.projection.freshness.Watermarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks how far partitions of other instances are, as long as a query waits for one of them. */
@ApplicationScoped
public class OtherInstances {
    private static final Logger LOG = Logger.getLogger(OtherInstances.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Watermarks watermarks;
    private final Partitions partitions;
    private final Positions positions;
    private volatile @Nullable Cancellable watch;

    public OtherInstances(Watermarks watermarks, Partitions partitions, Positions positions) {
        this.watermarks = watermarks;
        this.partitions = partitions;
        this.positions = positions;
    }

    void start(@Observes StartupEvent started) {
        watch = Uni.createFrom()
                .deferred(this::look)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debugf("positions of other instances not read error=%s", failure.getMessage());
                    return null;
                })
                .onItem()
                .delayIt()
                .by(PAUSE)
                .repeat()
                .indefinitely()
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf("other instances are not watched error=%s", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        Cancellable running = watch;
        if (running != null) {
            running.cancel();
        }
    }

    private Uni<Void> look() {
        Set<Integer> foreign = new HashSet<>(watermarks.awaited());
        foreign.removeAll(partitions.assigned());
        if (foreign.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return positions
                .read(foreign)
                .invoke(stored -> stored.forEach(
                        (partition, position) -> partitions.reachedElsewhere(partition, position.next())))
                .replaceWithVoid();
    }
}
