package io.docket.projection.history.search;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.kit.problem.Problems;
import io.docket.projection.apply.Logs;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.history.HistoryConfig;
import io.docket.projection.history.index.HistoryIndex;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index of the history up with the log, on a thread of its own:
 *
 * <pre>
 * open -> catch up with the end as of now -> follow
 *   ^            (searches: 503)                |
 *   +-- log or disk away, or another log -------+
 * </pre>
 */
@ApplicationScoped
public class IndexFollower {
    private static final Logger LOG = Logger.getLogger(IndexFollower.class);
    private static final Duration READ_WAIT = Duration.ofMillis(100);
    /** At the end of the log, events are taken some at a time: each read costs log and index more than an event does. */
    private static final Duration READ_PAUSE = Duration.ofMillis(50);

    private static final int MANY = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int MAX_UNCOMMITTED = 50_000;

    private final HistoryLog log;
    private final Logs logs;
    private final HistoryConfig config;
    private final Watermarks searchable = new Watermarks();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "history-index");

    private volatile @Nullable HistoryIndex index;
    private volatile String identity = "";
    private volatile Cursor target = new Cursor(new long[0]);
    private volatile boolean caughtUp;
    private volatile @Nullable String lastFailure;
    private long refreshedAt;
    private long committedAt;
    private int unrefreshed;
    private int uncommitted;

    public IndexFollower(HistoryLog log, Logs logs, HistoryConfig config) {
        this.log = log;
        this.logs = logs;
        this.config = config;
    }

    void start(@Observes @Nullable StartupEvent started) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes @Nullable ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        thread.join(STOP);
    }

    /** The history as it is now; to be closed. 503 while the index has not caught up with the log since the start. */
    public Snapshot snapshot() {
        HistoryIndex open = index;
        if (open == null || !caughtUp) {
            throw Problems.unavailable(
                    open == null
                            ? "The history is being opened"
                            : "The history is being indexed: " + progress() + " % of the log are done",
                    RETRY_AFTER);
        }
        return open.snapshot();
    }

    /** True as soon as a search sees the event at the position, false after the wait. */
    public Uni<Boolean> await(Position position, Duration wait) {
        return searchable.await(position, wait);
    }

    /** The place after the last event that a search sees. */
    public Cursor place() {
        HistoryIndex open = index;
        return open == null ? new Cursor(new long[0]) : open.searchable();
    }

    /** Which log the index is of; empty while it is not known. */
    public String identity() {
        return identity;
    }

    /** True if searches see all that the log held at the start. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** What went wrong last, if something goes wrong now. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }

    /** How much of what the log held at the start is indexed, in percent. */
    public int progress() {
        if (caughtUp) {
            return 100;
        }
        HistoryIndex open = index;
        long all = 0;
        long done = 0;
        Cursor end = target;
        Cursor now = open == null ? new Cursor(new long[0]) : open.indexed();
        for (int partition = 0; partition < end.offsets().length; partition++) {
            all += end.next(partition);
            done += Math.min(now.next(partition), end.next(partition));
        }
        return all == 0 ? 0 : (int) (100 * done / all);
    }

    private void run() {
        while (!stopped(Duration.ZERO)) {
            try {
                follow();
            } catch (RuntimeException e) {
                lastFailure = e.toString();
                LOG.warnf("history is not indexed, tries again error=%s", e);
                stopped(PAUSE);
            }
        }
        HistoryIndex open = index;
        if (open != null) {
            open.commit();
            open.close();
        }
    }

    private void follow() {
        HistoryIndex open = open();
        try (HistoryLog.Reader reader = log.open(open.indexed())) {
            target = reader.end();
            if (!covers(target, open.indexed())) {
                throw new HistoryLog.NotInLogException("the index is ahead of the log");
            }
            reader.gaps()
                    .forEach(gap -> LOG.warnf("history has lost events after=%s before=%s", gap.last(), gap.first()));
            lastFailure = null;
            for (int read = MANY; !stopped(read < MANY && caughtUp ? READ_PAUSE : Duration.ZERO); ) {
                List<StoredEvent> events = reader.read(READ_WAIT);
                read = events.size();
                open.add(events, reader.place());
                unrefreshed += events.size();
                uncommitted += events.size();
                keep(open);
            }
        } catch (HistoryLog.NotInLogException e) {
            LOG.warnf("history index does not fit the log and is made anew reason=%s", e.getMessage());
            caughtUp = false;
            open.clear();
        }
    }

    private HistoryIndex open() {
        String now = logs.identity().toString();
        HistoryIndex open = index;
        if (open != null && now.equals(identity) && open.isOpen()) {
            return open;
        }
        if (open != null) {
            caughtUp = false;
            index = null;
            open.close();
        }
        HistoryIndex opened = HistoryIndex.open(config.folder(), now);
        identity = now;
        index = opened;
        return opened;
    }

    /** Shows and keeps what was added: while catching up as seldom as is safe, then as soon as it is due. */
    private void keep(HistoryIndex open) {
        long now = System.nanoTime();
        boolean complete = caughtUp || covers(open.indexed(), target);
        if (complete && (!caughtUp || (unrefreshed > 0 && now - refreshedAt >= refreshNanos()))) {
            open.refresh();
            refreshedAt = now;
            unrefreshed = 0;
            Cursor seen = open.searchable();
            if (!caughtUp) {
                caughtUp = true;
                LOG.infof("history is indexed up to the end of the log place=%s", seen);
            }
            // last, as who is told searches at once
            for (int partition = 0; partition < seen.offsets().length; partition++) {
                searchable.reached(partition, seen.next(partition));
            }
        }
        if (uncommitted >= MAX_UNCOMMITTED
                || (complete
                        && uncommitted > 0
                        && now - committedAt >= config.commit().toNanos())) {
            open.commit();
            committedAt = now;
            uncommitted = 0;
        }
    }

    private long refreshNanos() {
        return (searchable.awaited().isEmpty() ? config.refresh() : config.awaitedRefresh()).toNanos();
    }

    private boolean stopped(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean covers(Cursor one, Cursor other) {
        for (int partition = 0; partition < other.offsets().length; partition++) {
            if (one.next(partition) < other.next(partition)) {
                return false;
            }
        }
        return true;
    }
}
