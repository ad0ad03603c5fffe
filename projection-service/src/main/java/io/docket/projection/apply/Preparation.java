package io.docket.projection.apply;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure, before the first event, that the stored views are made from this log. Views of another log are made anew,
 * or refused; a view of another version of its projector is the {@link Keeper}'s affair.
 */
@ApplicationScoped
public class Preparation implements Source {
    private static final Logger LOG = Logger.getLogger(Preparation.class);
    private static final Duration OPERATION = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Logs logs;
    private final SourceStore store;
    private final Positions positions;
    private final Keeper keeper;
    private final SourceConfig config;
    private volatile @Nullable String madeFrom;

    public Preparation(Logs logs, SourceStore store, Positions positions, Keeper keeper, SourceConfig config) {
        this.logs = logs;
        this.store = store;
        this.positions = positions;
        this.keeper = keeper;
        this.config = config;
    }

    @Override
    public Optional<String> madeFrom() {
        return Optional.ofNullable(madeFrom);
    }

    /** Prepares the store, once; waits for the log and the store as long as configured. */
    public synchronized void prepare() {
        long deadline = System.nanoTime() + config.startTimeout().toNanos();
        while (madeFrom == null) {
            try {
                madeFrom = prepareNow();
            } catch (ForeignLogException e) {
                throw e;
            } catch (RuntimeException e) {
                madeFrom = null;
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.warnf("not ready to start, tries again error=%s", e);
                pause();
            }
        }
    }

    /**
     * The stored positions of partitions that this instance takes over.
     *
     * @param ends the end of the log in each
     */
    public synchronized Map<Integer, StoredPosition> takeOver(Map<Integer, Long> ends) {
        prepare();
        Map<Integer, StoredPosition> stored = read(ends.keySet());
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            StoredPosition position = stored.get(end.getKey());
            if (position != null && position.next() > end.getValue()) {
                rebuild("the log of partition " + end.getKey() + " ends at " + end.getValue()
                        + " where the views are at " + position.next());
                break;
            }
        }
        return keeper.takeOver(ends.keySet());
    }

    private String prepareNow() {
        String current = logs.identity().toString();
        Optional<String> former = store.madeFrom().await().atMost(OPERATION);
        if (former.isPresent() && !former.get().equals(current)) {
            madeFrom = current;
            rebuild("the views are made from " + former.get() + ", the log is " + current);
        } else {
            store.note(current).await().atMost(OPERATION);
            keeper.prepare();
        }
        LOG.infof("views are prepared madeFrom=%s", current);
        return current;
    }

    private void rebuild(String why) {
        if (config.onForeignLog() == SourceConfig.OnForeignLog.REFUSE) {
            madeFrom = null;
            throw new ForeignLogException(why);
        }
        LOG.warnf("views are made anew from the start of the log reason=%s", why);
        store.clear().await().atMost(OPERATION);
        store.note(logs.identity().toString()).await().atMost(OPERATION);
        keeper.prepare();
    }

    private Map<Integer, StoredPosition> read(Set<Integer> partitions) {
        return positions.read(partitions).await().atMost(OPERATION);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the log and the store", e);
        }
    }

    /** The views are not made from this log, and are not to be made anew. */
    static final class ForeignLogException extends RuntimeException {
        ForeignLogException(String why) {
            super(why + "; docket.projection.source.on-foreign-log=rebuild makes them anew");
        }
    }
}
